import stringWidth from 'string-width';
import { afterEach, expect, test } from 'vitest';
import { fitTables, table } from '../../../src/render/table.js';

const rows = [
  ['schema-registry', '\u001b[32mup\u001b[39m', 'http://127.0.0.1:8081/apis/ccompat/v7'],
  ['日本語日本語日本語日本語', 'failed', ''],
];

afterEach(() => {
  fitTables(Infinity);
});

test('without a terminal nothing is cut', () => {
  expect(table(['service', 'state', 'address'], rows)).toContain('http://127.0.0.1:8081/apis/ccompat/v7');
});

test.each([80, 60, 40, 24])('a table fits %d columns, and still names its rows', (columns) => {
  fitTables(columns);
  const lines = table(['service', 'state', 'address'], rows).split('\n');
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
  expect(lines[1]).toMatch(/^schem/);
});

test('before a cell is cut, expendable columns are left out in their order', () => {
  const all = ['service', 'state', 'address', 'version', 'memory'];
  const wide = rows.map((row) => [...row, '1.2.3-of-a-long-name', '100 MB']);
  fitTables(90);
  expect(table(all, wide, ['version', 'in containers', 'memory'])).toMatch(/ADDRESS +MEMORY\n.*v7 +100 MB/);
  fitTables(75);
  expect(table(all, wide, ['version', 'in containers', 'memory'])).toMatch(/ADDRESS\n.*ccompat\/v7\n/);
});
