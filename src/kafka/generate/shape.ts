import type { Json } from '../records/json.js';

/** A generator that a schema names for a field: a method of faker such as `internet.email`, and its arguments. */
export interface Annotation {
  method: string;
  parameters: unknown[];
}

/** What values of a schema look like, whichever language the schema is written in. */
export type Shape = Kind & { annotation?: Annotation | undefined };

type Kind =
  | { kind: 'null' }
  | { kind: 'boolean' }
  | { kind: 'integer'; min: number; max: number; bounded?: boolean }
  | { kind: 'number'; min?: number; max?: number; decimals?: number }
  | { kind: 'text'; format?: string; pattern?: string; like?: string; min?: number; max?: number }
  /** As a string of one character per byte, or in base64. */
  | { kind: 'bytes'; length?: number; encoding: 'latin1' | 'base64' }
  | { kind: 'time'; of: TimeKind; digits: 0 | 3 | 6 | 9 }
  | { kind: 'enum'; values: Json[] }
  | { kind: 'array'; items: Shape; min: number; max: number }
  | { kind: 'map'; keys: 'text' | 'integer' | 'boolean'; values: Shape }
  | { kind: 'record'; fields: ShapeField[] }
  | { kind: 'choice'; branches: Branch[] }
  /** A type by its name, which may contain itself. */
  | { kind: 'named'; name: string; to: () => Shape };

export type TimeKind = 'date' | 'time' | 'timestamp' | 'local-timestamp';

export interface ShapeField {
  name: string;
  shape: Shape;
  /** Left out of some records. */
  optional: boolean;
  /** Left out only where records would contain each other without end. */
  omittable?: boolean;
  /** Only one field of a group is set: a oneof of Protobuf. */
  group?: string;
}

export interface Branch {
  /** Of a branch that Avro's JSON names. */
  name?: string;
  shape: Shape;
}

export const int32: Shape = { kind: 'integer', min: -(2 ** 31), max: 2 ** 31 - 1 };
export const uint32: Shape = { kind: 'integer', min: 0, max: 2 ** 32 - 1 };
export const int64: Shape = { kind: 'integer', min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };
export const uint64: Shape = { kind: 'integer', min: 0, max: Number.MAX_SAFE_INTEGER };

/**
 * The annotation in a schema: `"internet.email"`, or an object of one method with its argument or list of arguments. Pure.
 * @returns undefined for anything else
 */
export function annotationOf(given: unknown): Annotation | undefined {
  if (typeof given === 'string') return { method: given, parameters: [] };
  if (typeof given !== 'object' || given === null) return undefined;
  const [entry, ...others] = Object.entries(given);
  if (!entry || others.length > 0) return undefined;
  const [method, parameters] = entry as [string, unknown];
  return { method, parameters: Array.isArray(parameters) ? parameters : [parameters] };
}

/** The same shape with an annotation, if there is one. */
export function annotated(shape: Shape, annotation: Annotation | undefined): Shape {
  return annotation ? { ...shape, annotation } : shape;
}
