import type { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import { avroFromJson, avroToJson, type AvroType } from './avro-json.js';
import { bigLongs } from './avro-long.js';
import { parseJson, writeJson } from './json.js';
import { registryUnreachable } from './registry.js';

/** A value that was written with a schema of the registry, as one line of JSON. */
export interface SchemaValue {
  plain: () => string;
  /** In Avro's JSON encoding, where unions name their branch; the same as `plain` for other kinds of schema. */
  avro: () => string;
}

export interface SchemaCodec {
  /** Loads the schemas that some values name, so that they can be decoded. */
  prepare: (values: Iterable<Buffer | null>) => Promise<void>;
  /** Undefined for a value that is not in the registry's wire format, or names a schema that it does not have. */
  decode: (value: Buffer) => SchemaValue | undefined;
  /** Turns lines of JSON into values of an Avro schema, by its id. */
  avroEncoder: (id: number) => Promise<(line: string) => Buffer>;
}

type Decode = (payload: Buffer) => SchemaValue;

/** Reads and writes values with the schemas of a registry; each schema is asked for once. */
export function openSchemaCodec(registryUrl: string): SchemaCodec {
  let client: Promise<SchemaRegistry> | undefined;
  const schemaOf = async (id: number) => {
    // Only once a schema is asked for: most topics have none, and the client takes long to load.
    client ??= registryClient(registryUrl);
    return schemaById(await client, registryUrl, id);
  };
  const decoders = new Map<number, Decode | undefined>();
  return {
    async prepare(values) {
      for (const value of values) {
        const id = value === null ? undefined : schemaId(value);
        if (id === undefined || decoders.has(id)) continue;
        decoders.set(id, decoderOf(await schemaOf(id)));
      }
    },
    decode(value) {
      const id = schemaId(value);
      return id === undefined ? undefined : decoders.get(id)?.(value.subarray(wireHead));
    },
    async avroEncoder(id) {
      const type = (await schemaOf(id)) as unknown as AvroType;
      const head = Buffer.alloc(wireHead);
      head.writeInt32BE(id, 1);
      return (line) => Buffer.concat([head, type.toBuffer(avroFromJson(type, parseJson(line)))]);
    },
  };
}

async function registryClient(url: string): Promise<SchemaRegistry> {
  const { SchemaRegistry, SchemaType } = await import('@kafkajs/confluent-schema-registry');
  return new SchemaRegistry(
    { host: url, retry: { retries: 1 } },
    { [SchemaType.AVRO]: { wrapUnions: true, typeHook: await bigLongs() } },
  );
}

const wireHead = 5;

/** The wire format of Confluent's serializers: a zero byte, the schema's id in four, then the data. */
export function schemaId(value: Buffer): number | undefined {
  return value.length >= wireHead && value[0] === 0 ? value.readInt32BE(1) : undefined;
}

type AnySchema = Awaited<ReturnType<SchemaRegistry['getSchema']>>;

/** @returns undefined for an id that the registry does not know: the zero byte was then just data */
async function schemaById(registry: SchemaRegistry, url: string, id: number): Promise<AnySchema | undefined> {
  try {
    return await registry.getSchema(id);
  } catch (error) {
    if (error instanceof Error && 'status' in error) {
      if (error.status === 404) return undefined;
      throw registryUnreachable(url, error);
    }
    throw error;
  }
}

function decoderOf(schema: AnySchema | undefined): Decode | undefined {
  if (schema === undefined) return undefined;
  if ('typeName' in schema) {
    const type = schema as unknown as AvroType;
    return (payload) => {
      const value: unknown = type.fromBuffer(payload);
      return {
        plain: () => writeJson(avroToJson(type, value, false)),
        avro: () => writeJson(avroToJson(type, value, true)),
      };
    };
  }
  // JSON needs no decoding, and keeps its long numbers without it; Protobuf knows its own JSON.
  const text =
    'message' in schema
      ? (payload: Buffer) => JSON.stringify(schema.fromBuffer(payload))
      : (payload: Buffer) => payload.toString();
  return (payload) => {
    const json = text(payload);
    return { plain: () => json, avro: () => json };
  };
}
