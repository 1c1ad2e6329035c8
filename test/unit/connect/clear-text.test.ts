import { expect, test } from 'vitest';
import { isClearText } from '../../../src/connect/validate.js';

test.each([
  ['letmein', true],
  ['mongodb://user:letmein@127.0.0.1/', true],
  ['p@ss://word', true],
  ['mongodb://127.0.0.1:27017/?directConnection=true', false],
  ['mongodb://user:${stack:password}@127.0.0.1/', false],
  ['${file:/secrets:key}', false],
  ['', false],
])('%s holds a secret: %s', (value, expected) => {
  expect(isClearText(value)).toBe(expected);
});
