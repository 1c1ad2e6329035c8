import { expect, test } from 'vitest';
import { globMatcher } from '../../../src/hdfs/glob.js';
import { startOfLastLines } from '../../../src/hdfs/tail.js';

test.each([
  ['*.txt', 'a.txt', 'a.txt.gz'],
  ['a?c', 'abc', 'ac'],
  ['[ab]1', 'b1', 'c1'],
  ['[^ab]1', 'c1', 'a1'],
  ['[0-9]', '5', 'a'],
  ['{one,two*}', 'two-3', 'three'],
  ['a\\*', 'a*', 'ab'],
  ['a.b', 'a.b', 'axb'],
  ['a+(1)|$', 'a+(1)|$', 'a'],
  ['{a', '{a', 'a'],
  ['ü?', 'ü😀', 'ü'],
])('%s matches %s, not %s', (pattern, match, other) => {
  expect(globMatcher(pattern)(match)).toBe(true);
  expect(globMatcher(pattern)(other)).toBe(false);
});

test.each([
  ['a\nb\nc\n', 2, 'b\nc\n'],
  ['a\nb\nc', 2, 'b\nc'],
  ['a\n', 5, 'a\n'],
  ['\na\n', 2, '\na\n'],
  ['', 3, ''],
  ['a\n', 0, ''],
])('of %j the last %d lines are %j', (text, lines, rest) => {
  const content = Buffer.from(text);
  expect(content.subarray(startOfLastLines(content, lines)).toString()).toBe(rest);
});
