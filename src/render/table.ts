import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'fast-string-width';
import { printableCell } from './printable.js';

const gap = 3;
/** Narrower than this a column says nothing any more. */
const narrowest = 3;
let width = Infinity;

/** Has all tables fit a terminal from now on; what does not go into output that somebody reads later. @param columns of it */
export function fitTables(columns: number): void {
  width = columns > 0 ? columns : Infinity;
}

/**
 * Columns aligned by what a terminal shows (wide characters count two), without borders; the head in capitals.
 * @param expendable titles of columns that are left out, in this order, before a cell of another one is cut off
 */
export function table(head: string[], rows: string[][], expendable: string[] = []): string {
  const [next, ...others] = expendable.filter((title) => head.includes(title));
  if (next !== undefined && totalWidth([head, ...rows]) > width) {
    const at = head.indexOf(next);
    const without = (row: string[]) => row.toSpliced(at, 1);
    return table(without(head), rows.map(without), others);
  }
  return columns([head.map((title) => title.toUpperCase()), ...rows]);
}

function totalWidth(rows: string[][]): number {
  const widths = widthsOf(rows);
  return widths.reduce((sum, one) => sum + one, gap * (widths.length - 1));
}

function widthsOf(rows: string[][]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, stringWidth(cell))));
  }
  return widths;
}

/** The same for rows alone. Names of all kinds of origin get here: each stays in its cell. */
export function columns(cells: string[][]): string {
  const rows = cells.map((row) => row.map((cell) => printableCell(cell)));
  const widths = widthsOf(rows);
  const fitting = fitted(widths, width - gap * (widths.length - 1));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cut(cell, fitting[column] ?? 0))
        .map((cell, column) => cell + ' '.repeat((fitting[column] ?? 0) - stringWidth(cell)))
        .join(' '.repeat(gap))
        .trimEnd(),
    )
    .join('\n');
}

/** Takes from the widest column first, until all of them have room. */
function fitted(widths: number[], room: number): number[] {
  const fitting = [...widths];
  for (let over = widths.reduce((sum, one) => sum + one, 0) - room; over > 0; over--) {
    const widest = Math.max(...fitting);
    if (widest <= narrowest) break;
    fitting[fitting.lastIndexOf(widest)] = widest - 1;
  }
  return fitting;
}

/** A cell that is too wide loses its end, and its color. */
function cut(cell: string, room: number): string {
  if (stringWidth(cell) <= room) return cell;
  let text = '';
  for (const char of stripVTControlCharacters(cell)) {
    if (stringWidth(text + char) > room - 1) break;
    text += char;
  }
  return `${text}…`;
}
