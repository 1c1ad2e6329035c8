import type { ChalkInstance } from 'chalk';
import type { TestResult } from '../../checks/test-project.js';
import { duration } from '../quantities.js';

/** What a run of a project's checks ends with. */
export function testSummary({ passed, failed, seconds }: TestResult, theme: ChalkInstance): string {
  const verdict =
    failed === 0 ? theme.green(`${passed} passed`) : `${passed} passed, ${theme.red(`${failed} failed`)}`;
  return `\n${verdict} in ${duration(seconds * 1000)}`;
}
