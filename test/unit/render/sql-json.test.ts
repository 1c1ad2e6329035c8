import { expect, test } from 'vitest';
import { SqlJson } from '../../../src/render/sql-json.js';
import type { SqlPart } from '../../../src/sql/client.js';

const written = (parts: SqlPart[], error?: object) => {
  const document = new SqlJson();
  return parts.map((part) => document.part(part)).join('') + document.end(error);
};

test('the parts of results are one document, with a line for each row', () => {
  const text = written([
    { columns: ['id', 'name'] },
    { rows: [['1', 'A"b\nc']] },
    { rows: [[null, '✓']] },
    { columns: [], affected: 3 },
    { columns: ['none'] },
  ]);
  expect(JSON.parse(text)).toEqual({
    results: [
      {
        columns: ['id', 'name'],
        rows: [
          ['1', 'A"b\nc'],
          [null, '✓'],
        ],
      },
      { columns: [], affected: 3, rows: [] },
      { columns: ['none'], rows: [] },
    ],
  });
  expect(text.split('\n')).toContain('        ["1","A\\"b\\nc"],');
});

test('a script without a result, and one that fails, are documents too', () => {
  expect(JSON.parse(written([]))).toEqual({ results: [] });
  expect(JSON.parse(written([], { code: 'USAGE', suggestions: ['a'] }))).toEqual({
    results: [],
    error: { code: 'USAGE', suggestions: ['a'] },
  });
  expect(JSON.parse(written([{ columns: ['n'] }, { rows: [['1']] }], { code: 'USAGE' }))).toEqual({
    results: [{ columns: ['n'], rows: [['1']] }],
    error: { code: 'USAGE' },
  });
});
