import { expect, test } from 'vitest';
import { measuredJobs, whole, totalsOfAlerts, totalsOfCounts } from '../../../src/compare/jobs.js';
import { comparisonJunit } from '../../../src/render/checks/comparison-junit.js';
import type { Comparison, Measurement } from '../../../src/compare/result.js';

const result = (id: string, count: number, last = 'Lovelace') =>
  `${id},Ada,${last},1.00,small,0,${count},1.00`;

test('each payment has one count of its name and window, in any order', () => {
  expect(totalsOfCounts([result('a', 2), result('b', 1), result('c', 1, 'Hopper')])).toEqual({
    results: 3,
    distinct: 3,
    wrongCounts: 0,
  });
});

test('a repeated result is a duplicate with the right count', () => {
  expect(totalsOfCounts([result('a', 1), result('a', 1)])).toEqual({
    results: 2,
    distinct: 1,
    wrongCounts: 0,
  });
});

test('counts that begin again are wrong', () => {
  const values = [result('a', 1), result('b', 2), result('c', 1), result('d', 2)];
  expect(totalsOfCounts(values)).toEqual({ results: 4, distinct: 4, wrongCounts: 2 });
});

const alert = (...ids: string[]) => `First,Card,${ids.join(',')},0,1`;

test('an alert is right for three payments in a row of one card', () => {
  const { payment, ids } = measuredJobs.fraud;
  const sent = [3, 4, 5].map((number) => String(payment('b', number).value).split(','));
  expect(new Set(sent.map(([, first, last]) => `${first} ${last}`)).size).toBe(1);
  const text = alert(...sent.map(([id = '']) => id));
  expect(ids(text)).toEqual(['b3', 'b4', 'b5']);
  expect(totalsOfAlerts([text, text])).toEqual({ results: 6, distinct: 3, wrongCounts: 0 });
});

test('only payments that get a result are sent', () => {
  expect([whole(10_000, measuredJobs.fraud), whole(10_000, measuredJobs.payments)]).toEqual([9999, 10_000]);
});

test('an alert that mixes cards is wrong, unless the payments have a right one as well', () => {
  const mixed = [alert('b1', 'b2', 'b3'), alert('b3', 'b4', 'b5')];
  expect(totalsOfAlerts(mixed)).toEqual({ results: 6, distinct: 5, wrongCounts: 2 });
});

test('JUnit XML has a failure where the guarantee was broken', () => {
  const measured = (processor: 'flink' | 'storm', duplicated: number, lost = 0) =>
    ({
      processor,
      round: 1,
      seconds: 2,
      recovery: { sent: 9, lost, duplicated, wrongCounts: 0 },
      guarantee: processor === 'flink' ? 'exactly-once' : 'at-least-once',
    }) as Measurement;
  const xml = (...measurements: Measurement[]) => comparisonJunit({ measurements } as Comparison);
  expect(xml(measured('flink', 0), measured('storm', 5))).toContain('tests="2" failures="0"');
  expect(xml(measured('flink', 1))).toContain('0 of 9 payments lost, 1 results duplicated, 0 wrong');
  expect(xml(measured('storm', 0, 3))).toContain('failures="1"');
});
