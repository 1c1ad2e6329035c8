import { avroSchema } from './avro-type.js';
import { protobufDecoder } from './protobuf.js';
import { RegistryRefusal } from './registry.js';
import { reasonOf } from './schema-reason.js';
import type { Schema } from './schemas.js';
import { importsOf, type SchemaFile } from './stored-schema.js';

/**
 * What is wrong with a schema, by our own reading of it: some registries only say that they do not know what it is.
 * @returns undefined where nothing is found
 */
export async function invalidReason(registry: string, schema: Schema): Promise<string | undefined> {
  try {
    const imports = await importsOf(registry, schema.references ?? []);
    await read(schema, imports);
    return undefined;
  } catch (error) {
    if (error instanceof RegistryRefusal) return `a reference does not exist: ${reasonOf(error)}`;
    return reasonOf(error);
  }
}

async function read({ schema: text, type }: Schema, imports: SchemaFile[]): Promise<void> {
  if (type === 'protobuf') await protobufDecoder({ type, text, imports });
  const texts = imports.map((file) => file.text);
  if (type === 'avro') await avroSchema(text, texts);
}
