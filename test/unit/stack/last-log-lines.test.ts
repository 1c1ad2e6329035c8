import { expect, test } from 'vitest';
import { tellingLines } from '../../../src/stack/last-log-lines.js';

test('the first errors and the last lines, in their order, without stack frames', () => {
  const lines = [
    'start',
    'ERROR first',
    '\tat a.b.C(D.java:1)',
    ...Array.from({ length: 20 }, (_, n) => `line ${n}`),
  ];
  const telling = tellingLines(lines);
  expect(telling).toHaveLength(12);
  expect(telling.slice(0, 2)).toEqual(['ERROR first', 'line 9']);
  expect(telling.at(-1)).toBe('line 19');
});

test('what is said again and again is shown once', () => {
  const lines = Array.from({ length: 100 }, (_, n) => (n % 2 === 0 ? 'Exception: safe mode' : 'turn it off'));
  expect(tellingLines(lines)).toEqual(['Exception: safe mode', 'turn it off']);
});
