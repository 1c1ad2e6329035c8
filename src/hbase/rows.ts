import * as z from 'zod/mini';

/** A row as `hbase get` and `hbase scan` print it: values by `family:column`. */
export interface HBaseRow {
  key: string;
  cells: { column: string; value: string; timestamp: number }[];
}

const answer = z.object({
  Row: z.array(
    z.object({
      key: z.string(),
      Cell: z.array(z.object({ column: z.string(), timestamp: z.number(), $: z.string() })),
    }),
  ),
});

/** Rows of the REST API, which writes keys, columns and values as base64. Pure. */
export function rowsOf(json: unknown): HBaseRow[] {
  return answer.parse(json).Row.map(({ key, Cell }) => ({
    key: printed(key),
    cells: Cell.map(({ column, timestamp, $ }) => ({
      column: printed(column),
      value: printed($),
      timestamp,
    })),
  }));
}

/** One cell as the REST API reads it. Pure. */
export function cellOf(key: string, column: string, value: string): unknown {
  return { Row: [{ key: base64(key), Cell: [{ column: base64(column), $: base64(value) }] }] };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** As HBase's shell prints bytes: text as it is, other bytes as \xNN. */
function printed(encoded: string): string {
  const bytes = Buffer.from(encoded, 'base64');
  const text = bytes.toString('utf8');
  if (Buffer.from(text).equals(bytes) && !/\p{Cc}/u.test(text)) return text;
  return Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}
