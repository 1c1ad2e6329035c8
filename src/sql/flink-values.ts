import type { Column, Page } from '../flink/gateway.js';
import type { SqlRow } from './client.js';

/** As Flink's own client marks changes. */
const marks: Record<string, string> = {
  INSERT: '+I',
  UPDATE_BEFORE: '-U',
  UPDATE_AFTER: '+U',
  DELETE: '-D',
};

/** The rows of a page as text, as Flink writes values in JSON. @param changes with the kind of change first. Pure. */
export function flinkRows({ columns, rows }: Page, changes: boolean): SqlRow[] {
  return rows.map(({ kind, fields }) => [
    ...(changes ? [marks[kind] ?? kind] : []),
    ...fields.map((value, index) => textOf(value, columns[index])),
  ]);
}

function textOf(value: unknown, column: Column | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string') return JSON.stringify(value);
  if (column?.scale !== undefined) return decimal(value, column.scale);
  if (column?.type.endsWith('BINARY')) return Buffer.from(value, 'base64').toString('hex');
  // 2024-01-01T10:00:00.5 is how JSON has it, 2024-01-01 10:00:00.5 how SQL does.
  return column?.type.startsWith('TIMESTAMP') ? value.replace('T', ' ') : value;
}

/** Java writes 2E+1 for 20, and JSON has no trailing zeros. */
function decimal(text: string, scale: number): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  if (whole === '') return text;
  const shift = Number(exponent);
  const digits = `${'0'.repeat(Math.max(0, 1 - whole.length - shift))}${whole}${fraction}`;
  const point = Math.max(1, whole.length + shift);
  const integer = digits
    .slice(0, point)
    .padEnd(point, '0')
    .replace(/^0+(?=\d)/, '');
  return scale === 0 ? sign + integer : `${sign}${integer}.${digits.slice(point).padEnd(scale, '0')}`;
}
