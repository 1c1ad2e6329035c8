import { randomBytes } from 'node:crypto';
import { messageOf } from '../shared/errors.js';
import { interruptible } from '../shared/interruptible.js';
import { stackOf, type Session } from '../stack/session.js';
import { withNeeds } from '../services/catalogue.js';
import { endpointOf } from '../stack/endpoint.js';
import { lastLogLines } from '../stack/last-log-lines.js';
import type { Pipeline, PipelineStep } from './pipeline.js';
import type { PipelineResult, StepResult } from './result.js';
import type { Turns } from './turns.js';
import { withhold } from './withhold.js';

type Ended = StepResult & { status: 'passed' | 'failed' };
type Undo = { what: string; undo: () => Promise<void> };

/** A pipeline that runs beside others, and is told of in its turn. */
export interface PipelineRun {
  /**
   * Tells of the steps that have ended, then of the others as they go.
   * @returns how the pipeline ended; a failed step is a result, a failed clean-up is a failed step
   */
  tell: () => Promise<PipelineResult>;
  /** It has ended, and what it made is undone, whether it was told of or not. Never rejects. */
  ended: Promise<unknown>;
}

export interface RunOptions {
  /** Leave what the steps make in place. */
  keep: boolean;
  /** Of all pipelines that run at the same time. */
  turns: Turns;
}

/** Runs the steps in order, from now on, and stops at the first that fails. */
export function startPipeline(
  session: Session,
  pipeline: Pipeline,
  { keep, turns }: RunOptions,
): PipelineRun {
  const { report, release } = withhold(session.report);
  const own = { ...session, report };
  const undos: Undo[] = [];
  const steps = pipeline.steps({
    session: own,
    id: randomBytes(4).toString('hex'),
    endpoint: (service) => endpointOf(session, service),
    cleanUp: (what, undo) => undos.push({ what, undo }),
  });
  const results: StepResult[] = [];
  const failed = () => results.some(({ status }) => status === 'failed');
  const runThese = async (some: PipelineStep[]) => {
    for (const step of some) {
      const skipped = session.signal.aborted || failed();
      results.push(
        skipped
          ? { name: step.name, status: 'skipped', seconds: 0 }
          : await told(own, pipeline, step.name, async () =>
              turns.take(step.turn, async () => runStep(own, step)),
            ),
      );
    }
  };
  const run = async (): Promise<PipelineResult> => {
    report({ type: 'pipeline', name: pipeline.name, promise: pipeline.promise });
    await runThese(steps.filter(({ ahead }) => ahead));
    const logs = await turns.take(pipeline.turn, async () => {
      try {
        await runThese(steps.filter(({ ahead }) => !ahead));
        return failed() ? await evidence(session, pipeline) : undefined;
      } finally {
        // Also when an interrupt ends the reading of logs.
        if (!keep) results.push(...(await undoAll(own, pipeline, undos)));
      }
    });
    const seconds = Math.round(results.reduce((sum, step) => sum + step.seconds, 0) * 100) / 100;
    const { name } = pipeline;
    const status = failed() ? 'failed' : 'passed';
    return { name, status, seconds, steps: results, ...(logs && { logs }) };
  };
  const result = run();
  return {
    async tell() {
      release();
      return result;
    },
    ended: Promise.allSettled([result]),
  };
}

async function told(
  { report }: Session,
  pipeline: Pipeline,
  name: string,
  run: () => Promise<Ended>,
): Promise<Ended> {
  report({ type: 'step-started', pipeline: pipeline.name, step: name });
  const result = await run();
  const detail = result.seen ?? result.error ?? '';
  report({ type: 'step-ended', pipeline: pipeline.name, step: name, ...result, detail });
  return result;
}

async function runStep({ signal }: Session, step: PipelineStep): Promise<Ended> {
  const since = Date.now();
  const { name } = step;
  try {
    const seen = await withinLimit(step, signal);
    return { name, status: 'passed', seconds: secondsSince(since), seen };
  } catch (error) {
    return { name, status: 'failed', seconds: secondsSince(since), error: messageOf(error) };
  }
}

async function withinLimit({ run, limitSeconds = 60 }: PipelineStep, signal: AbortSignal): Promise<string> {
  const limit = new AbortController();
  const late = new Error(`it was not done after ${limitSeconds} s`);
  const timer = setTimeout(() => {
    limit.abort(late);
  }, limitSeconds * 1000);
  try {
    const over = AbortSignal.any([signal, limit.signal]);
    return await interruptible(run(over), over);
  } finally {
    clearTimeout(timer);
  }
}

/** A clean-up that fails is a failed step: what a run made must not stay behind unnoticed. */
async function undoAll(session: Session, pipeline: Pipeline, undos: Undo[]): Promise<StepResult[]> {
  const failures: StepResult[] = [];
  for (const { what, undo } of undos.toReversed()) {
    const step = { name: `clean up ${what}`, limitSeconds: 120, run: async () => undo().then(() => '') };
    const result = await runStep({ ...session, signal: new AbortController().signal }, step);
    if (result.status === 'failed')
      failures.push(await told(session, pipeline, step.name, async () => result));
  }
  return failures;
}

async function evidence(session: Session, { needs }: Pipeline): Promise<string[]> {
  const { record, services } = session;
  if (!record || needs.length === 0) return [];
  const stack = stackOf(session, record);
  const logs = await Promise.all(
    withNeeds(services, needs).map(async (service) => {
      const lines = await lastLogLines(session, stack, service, 8);
      return lines.map((line) => `${service.name}: ${line}`);
    }),
  );
  return logs.flat();
}

function secondsSince(since: number): number {
  return Math.round((Date.now() - since) / 10) / 100;
}
