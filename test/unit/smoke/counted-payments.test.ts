import { expect, test } from 'vitest';
import { countedPayments } from '../../../src/smoke/counted-payments.js';

const result = (id: string, count: number) => `${id},Ada,Lovelace,1.00,small,0,${count},${count}.00`;

test('each payment once, with counts in order', () => {
  const values = [result('many1', 1), result('other', 7), result('many2', 2)];
  expect(countedPayments(values, 'many')).toEqual({ results: 2, distinct: 2, wrongCounts: 0 });
});

test('a repeated payment and counts that begin again are reported', () => {
  const values = [result('many1', 1), result('many2', 2), result('many2', 1), result('many3', 2)];
  expect(countedPayments(values, 'many')).toEqual({ results: 4, distinct: 3, wrongCounts: 2 });
});
