import { StreamkitError } from '../../shared/errors.js';
import type { KafkaRecord } from '../../kafka/records/record.js';
import type { ByteWriter } from '../byte-writer.js';

export type WriteRecord = (record: KafkaRecord, out: ByteWriter) => void;
export type WriteValue = (value: Buffer | null, out: ByteWriter) => void;

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', '0': '\0', '\\': '\\' };

/**
 * Writes records by a pattern with kcat's letters: %t topic, %p partition, %o offset, %T timestamp (ms), %k key, %K its
 * size, %v or %s value, %S its size, %h headers, %% a percent sign; and the escapes \n \t \r \0 \\. A size is -1 for null.
 * @throws StreamkitError USAGE for an unknown letter
 */
export function recordTemplate(pattern: string, writeValue: WriteValue): WriteRecord {
  const parts = [...pattern.matchAll(/%(.?)|\\(.)|[^%\\]+|\\$/gsu)].map(([text, letter, escaped]) => {
    if (letter !== undefined) return placeholder(letter, writeValue);
    return literal(escaped === undefined ? text : (escapes[escaped] ?? text));
  });
  return (record, out) => {
    for (const part of parts) part(record, out);
  };
}

function placeholder(letter: string, writeValue: WriteValue): WriteRecord {
  switch (letter) {
    case 't':
      return ({ topic }, out) => {
        out.text(topic);
      };
    case 'p':
      return ({ partition }, out) => {
        out.text(String(partition));
      };
    case 'o':
      return ({ offset }, out) => {
        out.text(String(offset));
      };
    case 'T':
      return ({ timestamp }, out) => {
        out.text(String(timestamp));
      };
    case 'k':
      return ({ key }, out) => {
        if (key) writeValue(key, out);
      };
    case 'K':
      return ({ key }, out) => {
        out.text(String(key?.length ?? -1));
      };
    case 'v':
    case 's':
      return ({ value }, out) => {
        if (value) writeValue(value, out);
      };
    case 'S':
      return ({ value }, out) => {
        out.text(String(value?.length ?? -1));
      };
    case 'h':
      return (record, out) => {
        out.text(headersText(record));
      };
    case '%':
      return literal('%');
    default:
      throw new StreamkitError('USAGE', `--format: unknown field %${letter}.`, {
        suggestions: [
          'The fields are %t %p %o %T %k %K %v %s %S %h and %%, for example --format "%p:%o %k=%v\\n".',
        ],
      });
  }
}

function literal(text: string): WriteRecord {
  return (_, out) => {
    out.text(text);
  };
}

/** `a=1,b=2`, as kcat writes them. */
export function headersText({ headers }: KafkaRecord): string {
  return headers.map(([name, value]) => `${name}=${value === null ? 'NULL' : value.toString()}`).join(',');
}
