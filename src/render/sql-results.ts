import stringWidth from 'fast-string-width';
import type { SqlPart, SqlResult, SqlRow } from '../sql/client.js';
import { columns as aligned } from './table.js';
import { count } from './kafka/topics.js';

/** A result as a table for people: NULL in words, control characters escaped so that each row stays on its line. */
export function sqlTable({ columns, rows, affected }: SqlResult): string {
  if (columns.length === 0) return affected === undefined ? 'ok' : `ok, ${count(affected, 'row')} changed`;
  const cells = rows.map((row) => row.map(cellText));
  return `${aligned([columns, ...cells])}\n(${count(rows.length, 'row')})`;
}

/** The rows of a result without an end, a line each as they arrive; columns grow with the widest value so far. */
export function liveTable(columns: string[]): { head: string; line: (row: SqlRow) => string } {
  const widths = columns.map(() => 0);
  const line = (cells: string[]) =>
    `${cells
      .map((cell, index) => {
        const width = (widths[index] = Math.max(widths[index] ?? 0, stringWidth(cell)));
        return cell + ' '.repeat(width - stringWidth(cell));
      })
      .join('   ')
      .trimEnd()}\n`;
  return { head: line(columns), line: (row) => line(row.map(cellText)) };
}

/** A result as RFC 4180 CSV with a header; NULL is an empty field, the empty string a quoted one. */
export function sqlCsv({ columns, rows }: SqlResult): string {
  return sqlCsvPart({ columns }) + sqlCsvPart({ rows });
}

/** The same for a part of a result. */
export function sqlCsvPart(part: SqlPart): string {
  if ('columns' in part) return part.columns.length === 0 ? '' : csvLine(part.columns);
  let text = '';
  for (const row of part.rows) text += csvLine(row);
  return text;
}

function csvLine(row: SqlRow): string {
  let line = '';
  let separator = '';
  for (const value of row) {
    line += separator + csvField(value);
    separator = ',';
  }
  return `${line}\r\n`;
}

function csvField(value: string | null): string {
  if (value === null) return '';
  return value === '' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function cellText(value: string | null): string {
  return value === null ? 'NULL' : oneLine(value);
}

function oneLine(value: string): string {
  // eslint-disable-next-line no-control-regex
  return value.replace(/[\x00-\x1f\x7f]/g, (char) => JSON.stringify(char).slice(1, -1));
}
