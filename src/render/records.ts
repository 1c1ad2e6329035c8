import { recordRow } from '../kafka/records/json-each-row.js';
import type { SchemaCodec } from '../kafka/registry/schema-codec.js';
import type { ByteWriter } from './byte-writer.js';
import { headersText, recordTemplate, type WriteRecord, type WriteValue } from './record-template.js';

export const recordFormats = ['string', 'json', 'avro', 'json-each-row', 'hex'] as const;

export interface RecordLook {
  /** One of `recordFormats`, or a template; undefined for text, where values with a schema become JSON. */
  format?: string | undefined;
  keys: boolean;
  headers: boolean;
  timestamps: boolean;
  offsets: boolean;
}

/**
 * How a record is written: by default its value and a line end; what else is asked for comes before, with tabs between.
 * @throws StreamkitError USAGE for a template with an unknown letter
 */
export function recordLook(look: RecordLook, codec: SchemaCodec | undefined): WriteRecord {
  const { format } = look;
  if (format === 'json-each-row') {
    return (record, out) => {
      out.text(`${JSON.stringify(recordRow(record))}\n`);
    };
  }
  const writeValue = valueWriter(format, codec);
  if (format !== undefined && !recordFormats.some((name) => name === format)) {
    return recordTemplate(format, writeValue);
  }
  const columns = columnsOf(look);
  return (record, out) => {
    for (const column of columns) column(record, out);
    writeValue(record.value, out);
    out.lineEnd();
  };
}

/** Outside the years that a Date holds as the number that it is. */
function timeText(ms: number): string {
  const time = new Date(ms);
  return Number.isNaN(time.getTime()) ? String(ms) : time.toISOString();
}

function columnsOf({ timestamps, offsets, keys, headers }: RecordLook): WriteRecord[] {
  const columns: WriteRecord[] = [];
  if (timestamps)
    columns.push(({ timestamp }, out) => {
      out.text(`${timeText(timestamp)}\t`);
    });
  if (offsets) {
    columns.push(({ topic, partition, offset }, out) => {
      out.text(`${topic}:${partition}:${offset}\t`);
    });
  }
  if (keys) {
    columns.push(({ key }, out) => {
      writeBytes(key, out);
      out.text('\t');
    });
  }
  if (headers)
    columns.push((record, out) => {
      out.text(`${headersText(record)}\t`);
    });
  return columns;
}

/** How a value is written; a tombstone as `null`. */
function valueWriter(format: string | undefined, codec: SchemaCodec | undefined): WriteValue {
  if (format === 'string') return writeBytes;
  if (format === 'hex') {
    return (value, out) => {
      out.text(value === null ? 'null' : value.toString('hex'));
    };
  }
  const form = format === 'avro' ? 'avro' : 'plain';
  return (value, out) => {
    const decoded = value === null ? undefined : codec?.decode(value);
    if (decoded) out.text(decoded[form]());
    else if (format === 'json' && value !== null) out.text(asJson(value.toString()));
    else writeBytes(value, out);
  };
}

/** Text that is JSON as it is, on one line; any other as a JSON string. */
function asJson(text: string): string {
  try {
    JSON.parse(text);
  } catch {
    return JSON.stringify(text);
  }
  return text.replace(/\r?\n/g, ' ');
}

function writeBytes(value: Buffer | null, out: ByteWriter): void {
  if (value === null) out.text('null');
  else out.bytes(value);
}
