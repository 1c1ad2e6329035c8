import type { PaymentsProcessor } from '../../smoke/running-job.js';
import type { Comparison, Measurement } from '../../compare/result.js';

/** Median and extremes over the rounds. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

export interface Figure {
  name: string;
  unit: 'ms' | 'records/s' | 's' | 'MB' | '';
  better: 'lower' | 'higher';
  of: (measurement: Measurement) => number;
}

const mb = 1024 * 1024;

/** What is compared, in the order in which it is shown. */
export const figures: Figure[] = [
  { name: 'submit to first result', unit: 'ms', better: 'lower', of: (one) => one.firstResultMs },
  { name: 'throughput', unit: 'records/s', better: 'higher', of: (one) => one.recordsPerSecond },
  { name: 'latency p50', unit: 'ms', better: 'lower', of: (one) => one.latencyMs.p50 },
  { name: 'latency p95', unit: 'ms', better: 'lower', of: (one) => one.latencyMs.p95 },
  { name: 'latency p99', unit: 'ms', better: 'lower', of: (one) => one.latencyMs.p99 },
  { name: 'CPU for the backlog', unit: 's', better: 'lower', of: (one) => one.cpuSeconds ?? NaN },
  { name: 'CPU of the broker', unit: 's', better: 'lower', of: (one) => one.brokerCpuSeconds ?? NaN },
  { name: 'memory', unit: 'MB', better: 'lower', of: (one) => Math.round(one.memoryBytes / mb) },
  { name: 'recovery after kill -9', unit: 'ms', better: 'lower', of: (one) => one.recovery.ms },
  { name: 'lost', unit: '', better: 'lower', of: (one) => one.recovery.lost },
  { name: 'duplicated', unit: '', better: 'lower', of: (one) => one.recovery.duplicated },
  { name: 'wrong counts', unit: '', better: 'lower', of: (one) => one.recovery.wrongCounts },
];

/** @returns undefined when nothing was measured. Pure. */
export function spread(values: number[]): Spread | undefined {
  const sorted = values.filter((value) => Number.isFinite(value)).toSorted((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) return undefined;
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? min;
  const median = sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
  return { median, min, max };
}

export function spreadOf(
  comparison: Comparison,
  processor: PaymentsProcessor,
  figure: Figure,
): Spread | undefined {
  return spread(comparison.measurements.filter((one) => one.processor === processor).map(figure.of));
}

export function processorsIn({ measurements }: Comparison): PaymentsProcessor[] {
  return [...new Set(measurements.map(({ processor }) => processor))];
}

/** Other programs may use this share of the cores before a round is called disturbed. */
const tolerated = 1 / 8;

/** The rounds that other programs disturbed, in words: their figures are not comparable. Pure. */
export function disturbedRounds({ measurements, machine }: Comparison): string[] {
  return measurements.flatMap(({ processor, round, loadBefore, otherCores }) => {
    const where = `round ${round} of ${processor}`;
    if (otherCores === undefined)
      return loadBefore > machine.cores / 2
        ? [`${where} ran on a loaded machine (load average ${loadBefore}): its figures are not comparable`]
        : [];
    return otherCores > machine.cores * tolerated
      ? [
          `${where} was disturbed: other programs used ${otherCores} of ${machine.cores} cores; its figures are not comparable`,
        ]
      : [];
  });
}
