import { StreamkitError } from '../../shared/errors.js';
import { recordRow } from '../../kafka/records/json-each-row.js';
import type { SchemaCodec } from '../../kafka/registry/schema-codec.js';
import type { ByteWriter } from '../byte-writer.js';
import { headersText, recordTemplate, type WriteRecord, type WriteValue } from './record-template.js';

export const recordFormats = ['string', 'json', 'avro', 'json-each-row', 'hex'] as const;

export interface RecordStyle {
  /** One of `recordFormats`, or a template; undefined for text, where keys and values with a schema become JSON. */
  format?: string | undefined;
  keys: boolean;
  headers: boolean;
  timestamps: boolean;
  offsets: boolean;
}

/**
 * How a record is written: by default its value and a line end; other fields that are asked for come before, separated by
 * tabs. In JSON they make one object per line.
 * @throws StreamkitError USAGE for a word that is not a format, and for a template with an unknown letter
 */
export function recordFormatter(style: RecordStyle, codec: SchemaCodec | undefined): WriteRecord {
  const { format } = style;
  if (format === 'json-each-row') {
    return (record, out) => {
      out.text(`${JSON.stringify(recordRow(record))}\n`);
    };
  }
  const writeData = dataWriter(format, codec);
  if (format !== undefined && !recordFormats.some((name) => name === format)) {
    if (/^[\w-]+$/.test(format)) throw unknownFormat(format);
    return recordTemplate(format, writeData);
  }
  if (format === 'json' && (style.keys || style.headers || style.timestamps || style.offsets)) {
    return jsonObject(style, writeData);
  }
  const columns = columnsOf(style, writeData);
  return (record, out) => {
    for (const column of columns) column(record, out);
    writeData(record.value, out);
    out.lineEnd();
  };
}

/** A word would be printed as it is, once per record. */
function unknownFormat(word: string): StreamkitError {
  return new StreamkitError('USAGE', `--format: "${word}" is not a format.`, {
    suggestions: [
      `The formats are ${recordFormats.join(', ')}; a template has fields, for example --format "%k=%v\\n".`,
      'Without --format, records with a schema in the registry (Avro, JSON Schema, Protobuf) are shown as JSON.',
    ],
  });
}

/** A time outside of the years that a Date can hold is shown as its number. */
function timeText(ms: number): string {
  const time = new Date(ms);
  return Number.isNaN(time.getTime()) ? String(ms) : time.toISOString();
}

function columnsOf(
  { timestamps, offsets, keys, headers }: RecordStyle,
  writeData: WriteValue,
): WriteRecord[] {
  const columns: WriteRecord[] = [];
  if (timestamps) {
    columns.push(({ timestamp }, out) => {
      out.text(`${timeText(timestamp)}\t`);
    });
  }
  if (offsets) {
    columns.push(({ topic, partition, offset }, out) => {
      out.text(`${topic}:${partition}:${offset}\t`);
    });
  }
  if (keys) {
    columns.push(({ key }, out) => {
      writeData(key, out);
      out.text('\t');
    });
  }
  if (headers) {
    columns.push((record, out) => {
      out.text(`${headersText(record)}\t`);
    });
  }
  return columns;
}

/** A record as one object per line, with the fields that are asked for, and its value. */
function jsonObject({ timestamps, offsets, keys, headers }: RecordStyle, writeData: WriteValue): WriteRecord {
  return (record, out) => {
    out.text('{');
    if (timestamps) out.text(`"timestamp":${JSON.stringify(timeText(record.timestamp))},`);
    if (offsets) {
      const { topic, partition, offset } = record;
      out.text(`"topic":${JSON.stringify(topic)},"partition":${partition},"offset":${offset},`);
    }
    if (keys) {
      out.text('"key":');
      writeData(record.key, out);
      out.text(',');
    }
    if (headers) out.text(`"headers":${JSON.stringify(recordRow(record).headers)},`);
    out.text('"value":');
    writeData(record.value, out);
    out.text('}\n');
  };
}

/** How a key or value is written; null, as in a tombstone, as `null`. */
function dataWriter(format: string | undefined, codec: SchemaCodec | undefined): WriteValue {
  if (format === 'string') return writeBytes;
  if (format === 'hex') {
    return (data, out) => {
      out.text(data === null ? 'null' : data.toString('hex'));
    };
  }
  const form = format === 'avro' ? 'avro' : 'plain';
  return (data, out) => {
    const decoded = data === null ? undefined : codec?.decode(data);
    if (decoded) out.text(decoded[form]());
    else if (format === 'json' && data !== null) out.text(asJson(data.toString()));
    else writeBytes(data, out);
  };
}

/** Text that is JSON as it is, on one line; any other as a JSON string. */
function asJson(text: string): string {
  try {
    JSON.parse(text);
  } catch {
    return JSON.stringify(text);
  }
  return text.replace(/[\r\n]+/g, ' ');
}

function writeBytes(data: Buffer | null, out: ByteWriter): void {
  if (data === null) out.text('null');
  else out.bytes(data);
}
