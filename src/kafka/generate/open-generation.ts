import { messageOf, StreamkitError } from '../../shared/errors.js';
import { parseJson } from '../records/json.js';
import type { SchemaType } from '../registry/schemas.js';
import type { WholeSchema } from '../registry/stored-schema.js';
import {
  registeredSchema,
  registryEncoder,
  schemaTypeOfFile,
  shapeOfSchema,
  type Encode,
} from './generated-schema.js';
import { shapeOfExample } from './shape-of-example.js';
import type { Shape } from './shape.js';

export const outputFormats = ['json', 'avro', 'json-schema', 'protobuf'] as const;
export type OutputFormat = (typeof outputFormats)[number];

export interface GenerationSource {
  /** Asked for only where a registry is needed. @throws StreamkitError when the stack has none */
  registry: () => string;
  subject: string;
  file: { path: string; text: string } | undefined;
  example: string | undefined;
  /** That of the schema when absent. */
  format: OutputFormat | undefined;
  /** Whether the schema of a file may be registered. */
  register: boolean;
}

export interface Generation {
  shape: Shape;
  namedBranches: boolean;
  /** Makes the values' bytes of their JSON. */
  encoder: () => Promise<Encode>;
}

/** @throws StreamkitError NOT_FOUND without a schema, USAGE for a format that the schema does not have */
export async function openGeneration(source: GenerationSource): Promise<Generation> {
  const { registry, subject, file, example, format, register } = source;
  if (example !== undefined) {
    refuseFormat(format, undefined);
    return plain(shapeOfExample(exampleOf(example)));
  }
  const type = file && schemaTypeOfFile(file.path, file.text);
  if (file && type) {
    refuseFormat(format, type);
    const schema: WholeSchema = { type, text: file.text, imports: [] };
    if (format === 'json' || !register) return plain(await shapeOfSchema(schema));
  }
  const url = registry();
  const { schema, id } = await registeredSchema(url, subject, file && type && { text: file.text, type });
  refuseFormat(format, schema.type);
  const shape = await shapeOfSchema(schema);
  if (format === 'json') return plain(shape);
  return {
    shape,
    namedBranches: schema.type === 'avro',
    encoder: async () => registryEncoder(url, id),
  };
}

function plain(shape: Shape): Generation {
  return { shape, namedBranches: false, encoder: async () => Promise.resolve((line) => Buffer.from(line)) };
}

/** @param type undefined for an example */
function refuseFormat(format: OutputFormat | undefined, type: SchemaType | undefined): void {
  const own = type === 'json' ? 'json-schema' : type;
  if (format === undefined || format === 'json' || format === own) return;
  const what = own === undefined ? 'an example has no schema' : `the schema is for ${own}`;
  throw new StreamkitError('USAGE', `--format ${format} cannot be used: ${what}.`, {
    suggestions: [
      own === undefined ? 'Use --schema FILE, or --format json.' : `Use --format ${own} or --format json.`,
    ],
  });
}

function exampleOf(text: string): ReturnType<typeof parseJson> {
  try {
    return parseJson(text);
  } catch (error) {
    throw new StreamkitError('USAGE', `--example is not JSON: ${messageOf(error)}`, {
      suggestions: [`Quote it for the shell: --example '{"id": 1, "name": "Ann"}'`],
      cause: error,
    });
  }
}
