import { messageOf, StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { firstMessage } from '../registry/protobuf.js';
import { openSchemaCodec } from '../registry/schema-codec.js';
import { registerSchema } from '../registry/register-schema.js';
import { schemaOfText } from '../registry/schema-of-text.js';
import { getSchema, type SchemaType } from '../registry/schemas.js';
import { schemaById, type WholeSchema } from '../registry/stored-schema.js';
import { shapeOfAvro } from './shape-of-avro.js';
import { shapeOfJsonSchema } from './shape-of-json-schema.js';
import { shapeOfProtobuf } from './shape-of-protobuf.js';
import type { Shape } from './shape.js';

/** Makes a value of one line of JSON. */
export type Encode = (line: string) => Buffer;

/** The type of a schema file by its name and text. Pure. @throws StreamkitError USAGE */
export function schemaTypeOfFile(path: string, text: string): SchemaType {
  if (path.endsWith('.proto')) return 'protobuf';
  if (/\.avs[cr]$/.test(path)) return 'avro';
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new StreamkitError('USAGE', `--schema ${path} is not JSON: ${messageOf(error)}`, {
      suggestions: ['Name the file by its type: .avsc, .json or .proto.'],
      cause: error,
    });
  }
  const { type, fields } = (json ?? {}) as { type?: unknown; fields?: unknown };
  return type === 'record' && Array.isArray(fields) ? 'avro' : 'json';
}

/** @throws StreamkitError USAGE for a schema that is not valid */
export async function shapeOfSchema({ type, text, imports }: WholeSchema): Promise<Shape> {
  try {
    if (type === 'json') return shapeOfJsonSchema(text);
    if (type === 'protobuf') return shapeOfProtobuf(await firstMessage({ type, text, imports }));
    const files = imports.map((file) => file.text);
    return shapeOfAvro(text, files);
  } catch (error) {
    throw new StreamkitError('USAGE', `The schema cannot be used: ${messageOf(error)}`, { cause: error });
  }
}

/**
 * Registers the schema of a file, or looks up the latest one of the subject.
 * @param file undefined for the latest schema of the subject
 * @throws StreamkitError NOT_FOUND, USAGE
 */
export async function registeredSchema(
  registry: string,
  subject: string,
  file: { text: string; type: SchemaType } | undefined,
): Promise<{ schema: WholeSchema; id: number }> {
  const { id } = file
    ? await registerSchema(registry, subject, schemaOfText(file.text, file.type))
    : await getSchema(registry, subject, 'latest').catch((error: unknown) => {
        throw noSchema(subject, error);
      });
  const schema = await schemaById(registry, id);
  if (!schema) throw new StreamkitError('NOT_FOUND', `Subject ${subject} was deleted just now.`);
  return { schema, id };
}

/** An encoder that writes the id of the schema first, as serializers of the registry do. */
export async function registryEncoder(registry: string, id: number): Promise<Encode> {
  return openSchemaCodec(registry).encoder(id);
}

function noSchema(subject: string, error: unknown): unknown {
  if (!(error instanceof StreamkitError) || error.code !== 'NOT_FOUND') return error;
  return new StreamkitError('NOT_FOUND', error.message, {
    service: 'schema-registry',
    suggestions: [
      'Add --schema FILE or --example JSON.',
      ...error.suggestions.filter((one) => typeof one !== 'string'),
      suggest('Or register a schema', 'schema', 'register', subject, 'FILE'),
    ],
    cause: error,
  });
}
