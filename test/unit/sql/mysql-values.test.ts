import { expect, test } from 'vitest';
import { mysqlTexts, type MysqlValue } from '../../../src/sql/mysql-values.js';

test("a column's type decides whether its values are text or bytes", () => {
  const text = mysqlTexts([
    { columnType: 252, characterSet: 63 },
    { columnType: 252, characterSet: 45 },
    { columnType: 3, characterSet: 63 },
  ]);
  const row = (...values: (string | null)[]) => values.map((value) => text(valueOf(value)));
  expect(row('7', 'ü', '7')).toEqual(['0x37', 'ü', '7']);
  expect(row(null, null, null)).toEqual([null, null, null]);
  expect(row('ü', '', '-1')).toEqual(['0xc3bc', '', '-1']);
});

function valueOf(value: string | null): MysqlValue {
  return { string: () => value, buffer: () => (value === null ? null : Buffer.from(value)) };
}
