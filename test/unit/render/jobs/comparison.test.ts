import { expect, test } from 'vitest';
import type { Comparison, Measurement } from '../../../../src/compare/result.js';
import { comparisonHtml } from '../../../../src/render/jobs/comparison-html.js';
import { spread } from '../../../../src/render/jobs/comparison-figures.js';
import { comparisonTable } from '../../../../src/render/jobs/comparison.js';

const measured = (round: number, recordsPerSecond: number, otherCores: number): Measurement => ({
  processor: 'flink',
  round,
  guarantee: 'exactly-once',
  // What the stack itself leaves behind does not count.
  loadBefore: 1.9,
  otherCores,
  firstResultMs: 2000,
  recordsPerSecond,
  latencyMs: { p50: 10, p95: 20, p99: 30 },
  memoryBytes: 100 * 1024 * 1024,
  recovery: { ms: 5000, sent: 100, lost: 1, duplicated: 2, wrongCounts: 3 },
});

const comparison: Comparison = {
  version: 1,
  at: '2026-01-01T00:00:00.000Z',
  machine: { cpus: '<CPU>', cores: 2, memoryBytes: 2 ** 32, platform: 'linux x64', node: 'v20' },
  settings: { job: 'fraud', records: 100_000 },
  versions: { flink: '2.3.0' },
  buildSeconds: { flink: 9 },
  measurements: [measured(1, 100, 0.1), measured(2, 300, 0.3), measured(3, 200, 0.02)],
};

test('a spread is the median and the extremes of what was measured', () => {
  expect(spread([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
  expect(spread([4, 2])).toEqual({ median: 3, min: 2, max: 4 });
  expect(spread([NaN])).toBeUndefined();
});

test('the table shows guarantees, losses and rounds that other programs disturbed', () => {
  const text = comparisonTable(comparison, undefined);
  expect(text).toMatch(/guarantee +exactly-once/);
  expect(text).toMatch(/throughput \(records\/s\) +200 \(100 to 300\)/);
  expect(text).toMatch(/lost +1\n/);
  expect(text).toContain('round 2 of flink was disturbed: other programs used 0.3 of 2 cores');
  expect(text).not.toContain('round 1');
  expect(text).not.toContain('round 3');
  expect(text).toMatch(/CPU for the backlog \(s\) +-/);
});

test('where the system does not tell what others used, the load average decides', () => {
  const loaded = measured(1, 100, 0);
  delete loaded.otherCores;
  const text = comparisonTable({ ...comparison, measurements: [loaded] }, undefined);
  expect(text).toContain('round 1 of flink ran on a loaded machine (load average 1.9)');
});

test('against an earlier result it shows the change', () => {
  const earlier = { ...comparison, measurements: [measured(1, 100, 0)] };
  expect(comparisonTable(comparison, earlier)).toContain('200 (100 to 300) [+100%]');
});

test('the page loads nothing else, and quotes what it shows', () => {
  const html = comparisonHtml(comparison);
  expect(html).not.toMatch(/<(script|link|img)|https?:/);
  expect(html).toContain('&lt;CPU&gt;');
  expect(html).toContain('The same fraud job on each.');
  expect(html).toContain('1 January 2026 at 00:00 UTC');
  expect(html).toContain('<dd>100,000</dd>');
  expect(html).toContain('Round 2 of flink was disturbed');
});
