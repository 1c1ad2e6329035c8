import { isUtf8 } from 'node:buffer';
import type { KafkaRecord } from '../../kafka/records/record.js';
import { openSchemaCodec } from '../../kafka/registry/schema-codec.js';
import { endpointOf } from '../../stack/endpoint.js';
import type { Session } from '../../stack/session.js';

/** A key, value or header to look at. */
export interface Shown {
  text: string;
  /** `schema`: decoded with a schema of the registry; `hex`: bytes that are not UTF-8. */
  form: 'text' | 'schema' | 'hex';
  /** Of the whole value as it was written. */
  bytes: number;
  /** The text is only the beginning. */
  cut?: true;
}

/** A record as the page shows it; null stays apart from empty. */
export interface PageRecord {
  partition: number;
  offset: number;
  /** Milliseconds since the epoch. */
  timestamp: number;
  key: Shown | null;
  value: Shown | null;
  headers: [name: string, value: Shown | null][];
}

const previewLength = 4096;

export interface RecordCodec {
  /** Loads the schemas that the records' keys and values name. */
  prepare: (records: KafkaRecord[]) => Promise<void>;
  /** A key or value as text, for filters. */
  text: (data: Buffer) => string;
  /** Undefined for a value that was not written with a schema. */
  decode: (value: Buffer) => string | undefined;
}

/** Decodes with the schemas of the stack's registry, where it has one. */
export function recordCodec(session: Session): RecordCodec {
  const codec =
    session.record?.ports['schema-registry'] === undefined
      ? undefined
      : openSchemaCodec(endpointOf(session, 'schema-registry'));
  const decode = (value: Buffer) => codec?.decode(value)?.plain();
  return {
    async prepare(records) {
      // A registry that is down only means that values are shown as they are.
      await codec?.prepare(records.flatMap(({ key, value }) => [key, value])).catch(() => undefined);
    },
    text: (value) => decode(value) ?? value.toString(),
    decode,
  };
}

/** @param whole without cutting long values */
export function pageRecord(record: KafkaRecord, codec: RecordCodec, whole = false): PageRecord {
  const { partition, offset, timestamp, key, value, headers } = record;
  const limit = whole ? Infinity : previewLength;
  return {
    partition,
    offset,
    timestamp,
    key: shown(key, key === null ? undefined : codec.decode(key), limit),
    value: shown(value, value === null ? undefined : codec.decode(value), limit),
    headers: headers.map(([name, bytes]) => [name, shown(bytes, undefined, limit)]),
  };
}

/** Bytes as they are, without a schema. */
export function rawShown(data: Buffer | null): Shown | null {
  return shown(data, undefined, Infinity);
}

function shown(data: Buffer | null, decoded: string | undefined, limit: number): Shown | null {
  if (data === null) return null;
  const form = decoded !== undefined ? 'schema' : isUtf8(data) ? 'text' : 'hex';
  // Of a long value only the beginning is turned into text: bytes may be fewer characters, never more.
  const text = decoded ?? (form === 'hex' ? data.subarray(0, limit).toString('hex') : textOf(data, limit));
  const cut = form === 'schema' ? text.length > limit : data.length > limit;
  return { text: text.slice(0, limit * 2), form, bytes: data.length, ...(cut ? { cut: true } : {}) };
}

function textOf(data: Buffer, limit: number): string {
  if (data.length <= limit) return data.toString();
  // A character that the cut went through is left out.
  return data
    .subarray(0, limit)
    .toString()
    .replace(/\uFFFD+$/, '');
}
