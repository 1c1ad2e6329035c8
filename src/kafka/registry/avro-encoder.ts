import { openSchemaCodec } from './schema-codec.js';
import { schemaOfText } from './schema-of-text.js';
import { registerSchema } from './register-schema.js';
import { getSchema } from './schemas.js';

/**
 * Encodes lines of JSON as Avro.
 * @param schema to be registered under the subject; without it the latest one there is used
 * @throws StreamkitError NOT_FOUND without a schema, USAGE for one that the registry refuses
 */
export async function avroEncoder(
  registry: string,
  subject: string,
  schema: string | undefined,
): Promise<(line: string) => Buffer> {
  const { id } =
    schema === undefined
      ? await getSchema(registry, subject, 'latest')
      : await registerSchema(registry, subject, schemaOfText(schema, 'avro'));
  return openSchemaCodec(registry).avroEncoder(id);
}
