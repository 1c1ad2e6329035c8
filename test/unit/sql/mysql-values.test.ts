import { expect, test } from 'vitest';
import { mysqlTexts } from '../../../src/sql/mysql-values.js';

test("a column's type decides whether its values are text or bytes", () => {
  const texts = mysqlTexts([
    { columnType: 252, characterSet: 63 },
    { columnType: 252, characterSet: 45 },
    { columnType: 3, characterSet: 63 },
  ]);
  expect(texts([Buffer.from('7'), Buffer.from('ü'), Buffer.from('7')])).toEqual(['0x37', 'ü', '7']);
  expect(texts([null, null, null])).toEqual([null, null, null]);
});
