import { StreamkitError } from '../../shared/errors.js';
import { parseJson } from '../records/json.js';
import { avroFromJson } from './avro-from-json.js';
import { avroEncoding, avroJsonWriter } from './avro-json.js';
import { avroSchema, type AvroSchema } from './avro-type.js';
import { protobufDecoder, protobufEncoder } from './protobuf.js';
import { reasonOf } from './schema-reason.js';
import { schemaById, type WholeSchema } from './stored-schema.js';
import { headOf, payloadOf, schemaId } from './wire-format.js';

/** A key or value that was written with a schema of the registry, as one line of JSON. */
export interface SchemaValue {
  plain: () => string;
  /** In Avro's JSON encoding, where unions name their branch; the same as `plain` for other kinds of schema. */
  avro: () => string;
}

export interface SchemaCodec {
  /**
   * Loads the schemas that keys or values name, so that these can be decoded. A schema that cannot be used is reported by
   * `decode`.
   * @throws StreamkitError SERVICE_UNREACHABLE when no registry answers
   */
  prepare: (data: Iterable<Buffer | null>) => Promise<void>;
  /** Undefined for a key or value that was not written with a schema, or cannot be read with it. */
  decode: (data: Buffer) => SchemaValue | undefined;
  /** Turns lines of JSON into keys or values of an Avro schema, by its id. */
  avroEncoder: (id: number) => Promise<(line: string) => Buffer>;
  /** The same for a schema of any type; of Protobuf for the first message of the schema. */
  encoder: (id: number) => Promise<(line: string) => Buffer>;
}

export interface CodecOptions {
  /** Show Avro's dates, times, decimals and the like as the numbers and bytes that hold them (default: readable). */
  rawLogicalTypes?: boolean;
  /**
   * Called for each key or value that names a schema and cannot be read with it; it is to be shown as it is. What this
   * throws, `decode` throws.
   */
  onUndecodable?: (error: StreamkitError) => void;
}

type Decode = (payload: Buffer) => SchemaValue;

/** Reads and writes keys and values with the schemas of a registry; each schema is asked for once. */
export function openSchemaCodec(registry: string, options: CodecOptions = {}): SchemaCodec {
  const decoders = new Map<number, Decode>();
  return {
    async prepare(data) {
      for (const one of data) {
        const id = one === null ? undefined : schemaId(one);
        if (id !== undefined && !decoders.has(id)) decoders.set(id, await openDecoder(registry, id, options));
      }
    },
    decode(data) {
      const id = schemaId(data);
      const decoder = id === undefined ? undefined : decoders.get(id);
      if (id === undefined || !decoder) return undefined;
      try {
        return decoder(payloadOf(data));
      } catch (error) {
        options.onUndecodable?.(undecodable(id, error));
        return undefined;
      }
    },
    async avroEncoder(id) {
      const schema = await schemaById(registry, id);
      if (schema?.type !== 'avro') throw unusable(id, new Error('it is not an Avro schema'));
      return openEncoder(id, schema);
    },
    async encoder(id) {
      const schema = await schemaById(registry, id);
      if (!schema) throw unusable(id, new Error('it was deleted'));
      return openEncoder(id, schema);
    },
  };
}

async function openEncoder(id: number, schema: WholeSchema): Promise<(line: string) => Buffer> {
  const head = headOf(id);
  try {
    const encode = await payloadEncoder(schema);
    return (line) => Buffer.concat([head, encode(line)]);
  } catch (error) {
    throw unusable(id, error);
  }
}

async function payloadEncoder(schema: WholeSchema): Promise<(line: string) => Buffer> {
  if (schema.type === 'json') return (line) => Buffer.from(oneLine(line));
  if (schema.type === 'protobuf') return protobufEncoder(schema);
  const avro = await avroOf(schema);
  return (line) => avro.type.toBuffer(avroFromJson(avro, parseJson(line)));
}

/** A decoder that throws always when the schema itself is the problem: each key or value is then reported. */
async function openDecoder(registry: string, id: number, options: CodecOptions): Promise<Decode> {
  const schema = await schemaById(registry, id);
  try {
    if (!schema) throw new Error('the registry has no schema with this id');
    return await decoderOf(schema, options);
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

async function decoderOf(schema: WholeSchema, { rawLogicalTypes = false }: CodecOptions): Promise<Decode> {
  // JSON needs no decoding, and keeps its long numbers without it.
  if (schema.type === 'json') return (payload) => sameJson(oneLine(payload.toString()));
  if (schema.type === 'protobuf') {
    const decode = await protobufDecoder(schema);
    return (payload) => sameJson(decode(payload));
  }
  const { type } = await avroOf(schema);
  const plain = { namedBranches: false, readableLogical: !rawLogicalTypes };
  const [writePlain, writeAvro] = [avroJsonWriter(type, plain), avroJsonWriter(type, avroEncoding)];
  return (payload) => {
    const value: unknown = type.fromBuffer(payload);
    return { plain: () => writePlain(value), avro: () => writeAvro(value) };
  };
}

async function avroOf({ text, imports }: WholeSchema): Promise<AvroSchema> {
  return avroSchema(
    text,
    imports.map((file) => file.text),
  );
}

/** @throws SyntaxError for other text than JSON */
function oneLine(json: string): string {
  JSON.parse(json);
  return json.replace(/\s*\r?\n\s*/g, ' ');
}

function sameJson(text: string): SchemaValue {
  return { plain: () => text, avro: () => text };
}

function undecodable(id: number, error: unknown): StreamkitError {
  return new StreamkitError(
    'RECORDS_DAMAGED',
    `Schema ${id} cannot read some of the data that names it: ${reasonOf(error)}`,
    {
      service: 'schema-registry',
      cause: error,
    },
  );
}

function unusable(id: number, error: unknown): StreamkitError {
  return new StreamkitError('USAGE', `Schema ${id} of the registry cannot be used: ${reasonOf(error)}`, {
    service: 'schema-registry',
    cause: error,
  });
}
