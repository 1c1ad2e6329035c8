import type { TestResult } from '../../checks/test-project.js';
import { junitXml } from './junit.js';

/** The result as JUnit XML: one suite per check, one case per step. */
export function testJunit({ checks, seconds }: TestResult): string {
  return junitXml({ pipelines: checks, seconds }, 'streamkit test');
}
