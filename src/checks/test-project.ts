import { Programs } from '../dev/programs.js';
import { apply } from '../project/apply.js';
import { desiredPrograms } from '../project/desired-programs.js';
import { messageOf, StreamkitError } from '../shared/errors.js';
import type { Report } from '../shared/events.js';
import type { PipelineResult, StepResult } from '../smoke/result.js';
import { down } from '../stack/down.js';
import type { Session } from '../stack/session.js';
import { up } from '../stack/up.js';
import type { Check } from './read-checks.js';
import { runStep, stepName } from './run-step.js';

/** The typed result of `test --json`. */
export interface TestResult {
  /** Name of the stack that was created for the run. */
  stack: string;
  passed: number;
  failed: number;
  seconds: number;
  checks: PipelineResult[];
}

export interface TestOptions {
  /** Opens the stack of the test as it is then. */
  open: (report: Report, signal: AbortSignal) => Promise<Session>;
  checks: Check[];
  /** Leave the stack running. */
  keep: boolean;
  offline: boolean;
  timeoutMs: number;
}

/**
 * Brings up a new stack as the project describes it, runs its programs and checks, and deletes the stack.
 * @param session of a stack that does not exist yet
 * @throws StreamkitError when the project does not come up; a failed step is a result
 */
export async function testProject(session: Session, options: TestOptions): Promise<TestResult> {
  const { report, signal } = session;
  const { open, checks, keep, offline, timeoutMs } = options;
  const since = Date.now();
  const programs = new Programs();
  try {
    await up(session, { services: [], ports: { auto: true, asked: {} }, offline, timeoutMs });
    const ready = await open(report, signal);
    const built = new Set<string>();
    await apply(ready, { prune: false, built });
    await programs.update(ready, await desiredPrograms(ready.config), built);
    const results: PipelineResult[] = [];
    for (const check of checks) results.push(await runCheck(ready, check));
    const failed = results.filter(({ status }) => status === 'failed').length;
    const passed = results.length - failed;
    return { stack: session.name, passed, failed, seconds: secondsSince(since), checks: results };
  } finally {
    if (!keep) {
      await programs.endAll();
      await down(await open(report, new AbortController().signal), { services: [], data: true });
    }
  }
}

async function runCheck(session: Session, { name, steps }: Check): Promise<PipelineResult> {
  const { report, signal } = session;
  const since = Date.now();
  report({ type: 'pipeline', name, promise: `${steps.length} steps` });
  const results: StepResult[] = [];
  for (const { step, action, place } of steps) {
    const title = stepName(step, action);
    if (results.some(({ status }) => status === 'failed')) {
      results.push({ name: title, status: 'skipped', seconds: 0 });
      continue;
    }
    const start = Date.now();
    report({ type: 'step-started', pipeline: name, step: title });
    const result = await outcome(async () => runStep(session, step, action), place);
    signal.throwIfAborted();
    const seconds = secondsSince(start);
    results.push({ name: title, seconds, ...result });
    const detail = result.seen ?? result.error ?? '';
    report({ type: 'step-ended', pipeline: name, step: title, status: result.status, seconds, detail });
  }
  const status = results.every((one) => one.status === 'passed') ? 'passed' : 'failed';
  return { name, status, seconds: secondsSince(since), steps: results };
}

async function outcome(
  run: () => Promise<string>,
  place: string,
): Promise<{ status: 'passed' | 'failed'; seen?: string; error?: string }> {
  try {
    return { status: 'passed', seen: await run() };
  } catch (error) {
    const evidence = error instanceof StreamkitError ? error.evidence.slice(0, 5) : [];
    return { status: 'failed', error: [`${place}: ${messageOf(error)}`, ...evidence].join('\n') };
  }
}

function secondsSince(time: number): number {
  return Math.round((Date.now() - time) / 10) / 100;
}
