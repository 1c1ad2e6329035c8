import { expect, test } from 'vitest';
import { parseAssignments, parsePairs } from '../../../src/cli/flags.js';

test('NAME=VALUE: the value may contain equals signs and be empty', () => {
  const values = ['a=b=c', 'd=', 'a=2'];
  expect(parsePairs('--config', values, 'a=b')).toEqual([
    ['a', 'b=c'],
    ['d', ''],
    ['a', '2'],
  ]);
  expect(parseAssignments('--config', values, 'a=b')).toEqual({ a: '2', d: '' });
  for (const wrong of ['=x', 'x', '']) {
    expect(() => parsePairs('--config', [wrong], 'a=b')).toThrow(
      `--config ${wrong} is not a name and a value`,
    );
  }
});
