import type { Root, Type } from 'protobufjs';
import * as z from 'zod/mini';
import { expectAnswer, registryRequest } from './registry.js';

/** A schema as the registry keeps it: its text, and those that it imports by name. */
export const storedSchemaShape = z.object({
  schema: z.string(),
  schemaType: z.optional(z.string()),
  references: z.optional(z.array(z.object({ name: z.string(), subject: z.string(), version: z.int() }))),
});
export type StoredSchema = z.infer<typeof storedSchemaShape>;

/**
 * Reads Protobuf values by a schema of the registry. In front of the data stands which of the schema's messages it is:
 * the indexes that lead to it, in zig-zag varints with their number before them; a lone 0 is the first message.
 * @returns a function from such bytes to canonical JSON, which throws for what is none
 */
export async function protobufDecoder(
  registry: string,
  stored: StoredSchema,
): Promise<(data: Buffer) => string> {
  const { default: protobuf } = await import('protobufjs');
  const root = new protobuf.Root();
  const { package: name } = protobuf.parse(stored.schema, root);
  // Before those that it imports, which may add to the same package.
  const messages = messagesIn(name === undefined ? root : root.lookup(name));
  await addImports(registry, stored, root, new Set());
  return (data) => {
    const reader = new protobuf.Reader(data);
    const count = reader.sint32();
    const indexes = count === 0 ? [0] : Array.from({ length: Math.max(0, count) }, () => reader.sint32());
    let within = messages;
    let found: Type | undefined;
    for (const index of indexes) {
      found = within[index];
      within = messagesIn(found ?? null);
    }
    if (!found) throw new Error(`the schema has no message ${indexes.join('.')}`);
    return JSON.stringify(found.decode(reader));
  };
}

function messagesIn(place: unknown): Type[] {
  const { nestedArray = [] } = (place ?? {}) as { nestedArray?: object[] };
  return nestedArray.filter((one): one is Type => 'fieldsArray' in one);
}

async function addImports(
  registry: string,
  { schema, references = [] }: StoredSchema,
  root: Root,
  known: Set<string>,
): Promise<void> {
  const { default: protobuf } = await import('protobufjs');
  for (const [, name = ''] of schema.matchAll(/^\s*import\s+(?:public\s+)?"(google\/protobuf\/[^"]+)"/gm)) {
    const nested = protobuf.common.get(name)?.nested;
    if (nested && !known.has(name)) root.addJSON(nested);
    known.add(name);
  }
  for (const { name, subject, version } of references) {
    if (known.has(name)) continue;
    known.add(name);
    const path = `/subjects/${encodeURIComponent(subject)}/versions/${version}`;
    const imported = expectAnswer(registry, storedSchemaShape, await registryRequest(registry, path));
    protobuf.parse(imported.schema, root);
    await addImports(registry, imported, root, known);
  }
}
