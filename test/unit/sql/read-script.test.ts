import { expect, test } from 'vitest';
import { scriptText } from '../../../src/sql/read-script.js';

test('a script is UTF-8, with or without a byte order mark', () => {
  expect(scriptText(Buffer.from('\uFEFFselect 1'), 'stdin')).toBe('select 1');
});

test('a script in another encoding is refused by its line', () => {
  const latin1 = Buffer.from("select 1;\nselect 'é';", 'latin1');
  expect(() => scriptText(latin1, '--file a.sql')).toThrow('--file a.sql is not UTF-8 text: see line 2.');
});
