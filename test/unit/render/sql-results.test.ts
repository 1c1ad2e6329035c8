import { expect, test } from 'vitest';
import { sqlCsv, sqlTable } from '../../../src/render/sql-results.js';

const result = {
  columns: ['id', 'Name'],
  rows: [
    ['1', 'Zoë'],
    ['22', null],
    ['3', 'a\nb'],
  ],
};

test('a table keeps the names as they are, one line a row', () => {
  expect(sqlTable(result)).toBe('id   Name\n1    Zoë\n22   NULL\n3    a\\nb\n(3 rows)');
});

test('a statement without rows says what it changed', () => {
  expect(sqlTable({ columns: [], rows: [], affected: 1 })).toBe('ok, 1 row changed');
  expect(sqlTable({ columns: [], rows: [] })).toBe('ok');
});

test('CSV quotes what needs it, and tells NULL from an empty string', () => {
  const rows = [
    ['a,b', 'say "x"'],
    ['', null],
    ['two\nlines', ' '],
  ];
  expect(sqlCsv({ columns: ['a', 'b'], rows })).toBe('a,b\r\n"a,b","say ""x"""\r\n"",\r\n"two\nlines", \r\n');
});
