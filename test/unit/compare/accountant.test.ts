import { expect, test } from 'vitest';
import { totalsOf } from '../../../src/compare/accountant.js';

const result = (id: string, count: number, last = 'Lovelace') =>
  `${id},Ada,${last},1.00,small,0,${count},1.00`;

test('each payment has one count of its name and window, in any order', () => {
  expect(totalsOf([result('a', 2), result('b', 1), result('c', 1, 'Hopper')])).toEqual({
    results: 3,
    distinct: 3,
    wrongCounts: 0,
  });
});

test('a repeated result is a duplicate with the right count', () => {
  expect(totalsOf([result('a', 1), result('a', 1)])).toEqual({ results: 2, distinct: 1, wrongCounts: 0 });
});

test('counts that begin again are wrong', () => {
  const values = [result('a', 1), result('b', 2), result('c', 1), result('d', 2)];
  expect(totalsOf(values)).toEqual({ results: 4, distinct: 4, wrongCounts: 2 });
});
