import * as z from 'zod/mini';

/** A type with the text that editors show. */
export function described<Type extends z.ZodMiniType>(type: Type, description: string): Type {
  z.globalRegistry.add(type, { description });
  return type;
}

/** A value as Kafka and others read it: text, a number, true or false. */
export const scalar = z.union([z.string(), z.number(), z.boolean()]);
/** A command or names: one text, or a list. */
export const words = z.union([z.string(), z.array(z.string()).check(z.minLength(1))]);
