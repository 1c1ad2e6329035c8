import { expect, test } from 'vitest';
import { cellOf, rowsOf } from '../../../src/hbase/rows.js';

const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes).toString('base64');

test('text is printed as it is, other bytes as in the shell of HBase', () => {
  const cell = (value: string | Uint8Array) => ({ column: base64('f:c'), timestamp: 5, $: base64(value) });
  const values = ['Zoë 😀', Uint8Array.of(0x41, 0xff, 0x00), 'a\nb', ''];
  const [row] = rowsOf({ Row: [{ key: base64('k'), Cell: values.map(cell) }] });
  expect(row?.key).toBe('k');
  expect(row?.cells.map(({ value }) => value)).toEqual(['Zoë 😀', 'A\\xFF\\x00', 'a\\x0Ab', '']);
});

test('a cell is sent in base64', () => {
  expect(cellOf('k', 'f:c', 'ü')).toEqual({
    Row: [{ key: 'aw==', Cell: [{ column: 'Zjpj', $: base64('ü') }] }],
  });
});
