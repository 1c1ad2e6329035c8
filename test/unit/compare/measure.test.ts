import { expect, test } from 'vitest';
import { rotated } from '../../../src/compare/compare.js';
import { percentile, throughput } from '../../../src/compare/measure.js';
import { used } from '../../../src/compare/resources.js';

test('each round begins with another processor', () => {
  expect(rotated(['a', 'b', 'c'], 0)).toEqual(['a', 'b', 'c']);
  expect(rotated(['a', 'b', 'c'], 4)).toEqual(['b', 'c', 'a']);
});

test('throughput leaves the first fifth out', () => {
  // A slow start, then one result per millisecond.
  const times = [0, 500, ...Array.from({ length: 8 }, (_, index) => 1000 + index)];
  expect(throughput(times)).toBeCloseTo((8 * 1000) / 7);
  expect(throughput([5, 5, 5])).toBe(0);
});

test('percentiles are values that were measured', () => {
  const values = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(percentile(values, 0.5)).toBe(51);
  expect(percentile(values, 0.99)).toBe(100);
  expect(percentile([], 0.5)).toBeNaN();
});

test('CPU time counts processes that were started meanwhile from their start', () => {
  expect(
    used(
      new Map([[1, 10]]),
      new Map([
        [1, 12],
        [2, 3],
      ]),
    ),
  ).toBe(5);
});
