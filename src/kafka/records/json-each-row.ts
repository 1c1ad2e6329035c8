import { isUtf8 } from 'node:buffer';
import * as z from 'zod/mini';
import { speakPlainly } from '../../shared/schema-words.js';
import { messageOf, StreamkitError } from '../../shared/errors.js';
import type { Header, KafkaRecord, NewRecord } from './record.js';

/** Bytes as JSON: a string where they are UTF-8, else base64 in an object of its own; null stays null. */
type Bytes = string | { base64: string } | null;

/** A record as one line of JSON that loses nothing. */
export interface RecordRow {
  topic: string;
  partition: number;
  offset: number;
  /** Milliseconds since the epoch. */
  timestamp: number;
  key: Bytes;
  value: Bytes;
  headers: { name: string; value: Bytes }[];
}

/** What `consume --format json-each-row` and `--json` print of a record. */
export function recordRow({
  topic,
  partition,
  offset,
  timestamp,
  key,
  value,
  headers,
}: KafkaRecord): RecordRow {
  return {
    topic,
    partition,
    offset,
    timestamp,
    key: asJson(key),
    value: asJson(value),
    headers: headers.map(([name, bytes]) => ({ name, value: asJson(bytes) })),
  };
}

speakPlainly();

const bytes = z.union([
  z.pipe(
    z.string(),
    z.transform((text) => Buffer.from(text)),
  ),
  z.pipe(
    z.strictObject({ base64: z.base64() }),
    z.transform(({ base64 }) => Buffer.from(base64, 'base64')),
  ),
  z.null(),
]);

const row = z.strictObject({
  // Where the record came from; it gets a topic and an offset of its own.
  topic: z.optional(z.string()),
  offset: z.optional(z.number()),
  partition: z.optional(z.int().check(z.minimum(0))),
  // -1 is Kafka's own word for none.
  timestamp: z.optional(z.int().check(z.minimum(-1))),
  key: z._default(bytes, null),
  value: bytes,
  headers: z._default(z.array(z.strictObject({ name: z.string(), value: bytes })), []),
});

/** A record with where it came from. */
export interface RecordedRow {
  topic: string;
  partition: number;
  /** -1 for none. */
  timestamp: number;
  key: Buffer | null;
  value: Buffer | null;
  headers: Header[];
}

/** Reads such a line back with its topic. @throws StreamkitError USAGE as `recordOfRow`, also for a line without a topic */
export function recordedOfRow(line: string): RecordedRow {
  const { topic, key, value, headers, partition = 0, timestamp = -1 } = parsedRow(line);
  if (topic === undefined) throw new StreamkitError('USAGE', 'not a record of a recording: it has no topic');
  return {
    topic,
    partition,
    timestamp,
    key,
    value,
    headers: headers.map((header) => [header.name, header.value]),
  };
}

/** Reads such a line back. @throws StreamkitError USAGE that says what is wrong with it */
export function recordOfRow(line: string): NewRecord {
  const { key, value, headers, partition, timestamp } = parsedRow(line);
  return { key, value, headers: headers.map((header) => [header.name, header.value]), partition, timestamp };
}

function parsedRow(line: string) {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    throw new StreamkitError('USAGE', messageOf(error), { cause: error });
  }
  const parsed = row.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') ?? '';
    const text = `not a record as json-each-row has it: ${where === '' ? '' : `${where}: `}${issue?.message ?? ''}`;
    throw new StreamkitError('USAGE', text, { cause: parsed.error });
  }
  return parsed.data;
}

function asJson(data: Buffer | null): Bytes {
  if (data === null) return null;
  return isUtf8(data) ? data.toString() : { base64: data.toString('base64') };
}
