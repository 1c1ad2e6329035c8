import type { HBaseRow } from '../hbase/rows.js';
import { table } from './table.js';

/** One line per cell, as HBase's shell shows them. */
export function hbaseTable(rows: HBaseRow[]): string {
  return table(
    ['row', 'column', 'value', 'time'],
    rows.flatMap(({ key, cells }) =>
      cells.map(({ column, value, timestamp }) => [key, column, value, new Date(timestamp).toISOString()]),
    ),
  );
}
