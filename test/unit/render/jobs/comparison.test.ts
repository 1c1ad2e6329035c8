import { expect, test } from 'vitest';
import type { Comparison, Measurement } from '../../../../src/compare/result.js';
import { comparisonHtml } from '../../../../src/render/jobs/comparison-html.js';
import { spread } from '../../../../src/render/jobs/comparison-figures.js';
import { comparisonTable } from '../../../../src/render/jobs/comparison.js';

const measured = (round: number, recordsPerSecond: number, loadBefore: number): Measurement => ({
  processor: 'flink',
  round,
  guarantee: 'exactly-once',
  loadBefore,
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
  settings: { records: 100 },
  versions: { flink: '2.3.0' },
  buildSeconds: { flink: 9 },
  measurements: [measured(1, 100, 0.5), measured(2, 300, 1.5), measured(3, 200, 0.2)],
};

test('a spread is the median and the extremes of what was measured', () => {
  expect(spread([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
  expect(spread([4, 2])).toEqual({ median: 3, min: 2, max: 4 });
  expect(spread([NaN])).toBeUndefined();
});

test('the table shows guarantees, losses and rounds on a loaded machine', () => {
  const text = comparisonTable(comparison, undefined);
  expect(text).toMatch(/guarantee +exactly-once/);
  expect(text).toMatch(/throughput \(records\/s\) +200 \(100 to 300\)/);
  expect(text).toMatch(/lost +1\n/);
  expect(text).toContain('round 2 of flink ran on a loaded machine (load average 1.5)');
  expect(text).toMatch(/CPU for the backlog \(s\) +-/);
});

test('against an earlier result it shows the change', () => {
  const earlier = { ...comparison, measurements: [measured(1, 100, 0)] };
  expect(comparisonTable(comparison, earlier)).toContain('200 (100 to 300) [+100%]');
});

test('the page loads nothing else, and quotes what it shows', () => {
  const html = comparisonHtml(comparison);
  expect(html).not.toMatch(/<(script|link|img)|https?:/);
  expect(html).toContain('&lt;CPU&gt;');
});
