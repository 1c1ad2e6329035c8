import type { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import { messageOf, StreamkitError } from '../../shared/errors.js';
import { avroFromJson, avroToJson, type AvroType } from './avro-json.js';
import { bigLongs } from './avro-long.js';
import { parseJson, writeJson } from '../records/json.js';
import { protobufDecoder, storedSchemaShape, type StoredSchema } from './protobuf.js';
import {
  expectAnswer,
  RegistryRefusal,
  registryFailure,
  registryRequest,
  registryUnreachable,
} from './registry.js';

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
  const avroType = async (id: number) => {
    // Only once a schema is asked for: most topics have none, and the client takes long to load.
    client ??= registryClient(registryUrl);
    return avroSchema(await client, registryUrl, id);
  };
  const decoderOf = async (id: number): Promise<Decode | undefined> => {
    const stored = await storedSchema(registryUrl, id);
    if (!stored) return undefined;
    // JSON needs no decoding, and keeps its long numbers without it.
    if (stored.schemaType === 'JSON') return (payload) => sameJson(payload.toString());
    if (stored.schemaType !== 'PROTOBUF') return avroDecoder(await avroType(id));
    const decode = await protobufDecoder(registryUrl, stored).catch((error: unknown) => {
      throw unusable(id, error);
    });
    return (payload) => sameJson(decode(payload));
  };
  const decoders = new Map<number, Decode | undefined>();
  return {
    async prepare(values) {
      for (const value of values) {
        const id = value === null ? undefined : schemaId(value);
        if (id === undefined || decoders.has(id)) continue;
        decoders.set(id, await decoderOf(id));
      }
    },
    decode(value) {
      const id = schemaId(value);
      const decoder = id === undefined ? undefined : decoders.get(id);
      try {
        return decoder?.(value.subarray(wireHead));
      } catch {
        // It only looked like one: bytes that happen to begin so are shown as they are.
        return undefined;
      }
    },
    async avroEncoder(id) {
      const type = await avroType(id);
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
  const id = value.length >= wireHead && value[0] === 0 ? value.readInt32BE(1) : -1;
  return id < 0 ? undefined : id;
}

/** @returns undefined for an id that the registry does not know: the zero byte was then just data */
async function storedSchema(registry: string, id: number): Promise<StoredSchema | undefined> {
  try {
    const answer = await registryRequest(registry, `/schemas/ids/${id}`);
    return expectAnswer(registry, storedSchemaShape, answer);
  } catch (error) {
    if (error instanceof RegistryRefusal && error.status === 404) return undefined;
    throw registryFailure(error);
  }
}

async function avroSchema(registry: SchemaRegistry, url: string, id: number): Promise<AvroType> {
  try {
    return (await registry.getSchema(id)) as unknown as AvroType;
  } catch (error) {
    throw error instanceof Error && 'status' in error ? registryUnreachable(url, error) : unusable(id, error);
  }
}

function unusable(id: number, error: unknown): StreamkitError {
  return new StreamkitError('USAGE', `The schema ${id} of the registry cannot be used: ${messageOf(error)}`, {
    service: 'schema-registry',
    suggestions: ['--format string shows the values as they are.'],
    cause: error,
  });
}

function avroDecoder(type: AvroType): Decode {
  return (payload) => {
    const value: unknown = type.fromBuffer(payload);
    return {
      plain: () => writeJson(avroToJson(type, value, false)),
      avro: () => writeJson(avroToJson(type, value, true)),
    };
  };
}

function sameJson(text: string): SchemaValue {
  return { plain: () => text, avro: () => text };
}
