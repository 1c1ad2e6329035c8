import type { Comparison, Measurement } from '../../compare/result.js';
import { junitXml } from './junit.js';

/** A comparison as JUnit XML: one suite per processor, one case per round, which fails where a guarantee was broken. */
export function comparisonJunit({ measurements }: Comparison): string {
  const names = [...new Set(measurements.map(({ processor }) => processor))];
  const pipelines = names.map((name) => {
    const steps = measurements.filter(({ processor }) => processor === name).map(stepOf);
    const status = steps.every((step) => step.status === 'passed')
      ? ('passed' as const)
      : ('failed' as const);
    return { name, status, seconds: total(steps), steps };
  });
  return junitXml({ seconds: total(pipelines), pipelines }, 'streamkit compare');
}

function stepOf({ round, guarantee, seconds = 0, recovery }: Measurement) {
  const { sent, lost, duplicated, wrongCounts } = recovery;
  const broken = lost > 0 || (guarantee === 'exactly-once' && duplicated + wrongCounts > 0);
  const error = `${lost} of ${sent} payments lost, ${duplicated} results duplicated, ${wrongCounts} wrong`;
  return {
    name: `round ${round}: ${guarantee} after kill -9`,
    seconds,
    ...(broken ? { status: 'failed' as const, error } : { status: 'passed' as const, seen: error }),
  };
}

function total(parts: { seconds: number }[]): number {
  return Math.round(parts.reduce((sum, { seconds }) => sum + seconds, 0) * 10) / 10;
}
