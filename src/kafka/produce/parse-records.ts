import { messageOf, StreamkitError } from '../../shared/errors.js';
import { recordOfRow } from '../records/json-each-row.js';
import type { Header, NewRecord } from '../records/record.js';
import type { Lists } from './send-queue.js';

export const inputFormats = ['string', 'json', 'avro', 'json-each-row'] as const;
export type InputFormat = (typeof inputFormats)[number];

export interface LineOptions {
  format: InputFormat;
  /** For all records. */
  key: string | undefined;
  /** What separates the key from the value in each line. */
  keySeparator: Buffer | undefined;
  headers: Header[];
  partition: number | undefined;
  /** Each line is a key, and the record has no value. */
  tombstone: boolean;
  /** Makes a value of a line of JSON; needed for `avro`. */
  encode?: ((line: string) => Buffer) | undefined;
  /** Makes a key of its JSON text; absent for keys that are text. */
  encodeKey?: ((text: string) => Buffer) | undefined;
}

/**
 * Makes records of lines, or of other parts of the input.
 * @throws StreamkitError USAGE with the line's number, after the records before it were returned
 */
export async function* parseRecords(lines: Lists<Buffer>, options: LineOptions): AsyncGenerator<NewRecord[]> {
  const parse = lineParser(options);
  let number = 0;
  for await (const list of lines) {
    const records: NewRecord[] = [];
    for (const line of list) {
      number++;
      try {
        const record = parse(line);
        if (record) records.push(record);
      } catch (error) {
        if (records.length > 0) yield records;
        throw new StreamkitError('USAGE', `Line ${number}: ${messageOf(error)}`, { cause: error });
      }
    }
    yield records;
  }
}

/** @returns a function whose result is undefined for a blank line, where the format ignores them */
function lineParser(options: LineOptions): (line: Buffer) => NewRecord | undefined {
  const { format, headers, partition, tombstone, keySeparator: separator } = options;
  const keyOf = (text: Buffer) => options.encodeKey?.(text.toString()) ?? text;
  const fixedKey = options.key === undefined ? null : fixed(options.key, keyOf);
  if (tombstone) return (line) => ({ key: keyOf(line), value: null, headers, partition });
  return (line) => {
    const isBlank = format !== 'string' && line.toString().trim() === '';
    if (isBlank) return undefined;
    if (format === 'json-each-row') {
      const record = recordOfRow(line.toString());
      return {
        ...record,
        key: fixedKey ?? record.key,
        headers: [...(record.headers ?? []), ...headers],
        partition: partition ?? record.partition,
        // The topic may have fewer partitions than the one that the record was read from.
        preferPartition: partition === undefined,
      };
    }
    if (!separator) return { key: fixedKey, value: valueOf(line, options), headers, partition };
    const [key, value] = split(line, separator);
    return { key: keyOf(key), value: valueOf(value, options), headers, partition };
  };
}

function fixed(key: string, keyOf: (text: Buffer) => Buffer): Buffer {
  try {
    return keyOf(Buffer.from(key));
  } catch (error) {
    throw new StreamkitError('USAGE', `--key ${key}: ${messageOf(error)}`, { cause: error });
  }
}

function split(line: Buffer, separator: Buffer): [Buffer, Buffer] {
  const at = line.indexOf(separator);
  if (at === -1) {
    throw new StreamkitError('USAGE', `the key separator ${JSON.stringify(separator.toString())} is missing`);
  }
  return [line.subarray(0, at), line.subarray(at + separator.length)];
}

function valueOf(value: Buffer, { format, encode }: LineOptions): Buffer {
  if (format === 'json') JSON.parse(value.toString());
  if (format === 'avro' && encode) return encode(value.toString());
  return value;
}
