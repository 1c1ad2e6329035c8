import type { ChalkInstance } from 'chalk';
import type { SmokeResult } from '../../smoke/result.js';
import { duration } from '../quantities.js';

/** What a smoke run ends with: for each failed pipeline the last log lines, then the count. */
export function smokeSummary(
  { pipelines, passed, failed, seconds, bundle }: SmokeResult,
  theme: ChalkInstance,
): string {
  const failures = pipelines.filter(({ status }) => status === 'failed');
  const logs = failures.flatMap(({ name, logs }) => [
    '',
    `${name}: the last log lines of the services involved`,
    ...(logs ?? []).map((line) => `  ${theme.dim('|')} ${line}`),
  ]);
  const verdict =
    failed === 0 ? theme.green(`${passed} passed`) : `${passed} passed, ${theme.red(`${failed} failed`)}`;
  const more = bundle === undefined ? [] : ['', `logs, status and settings: ${bundle}`];
  return [...logs, ...more, '', `${verdict} in ${duration(seconds * 1000)}`].join('\n');
}
