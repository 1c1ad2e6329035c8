import { randomBytes } from 'node:crypto';
import { messageOf } from '../errors.js';
import { interruptible } from '../interruptible.js';
import { stackOf, type Session } from '../session.js';
import { endpointOf } from '../stack/endpoint.js';
import { lastLogLines } from '../stack/last-log-lines.js';
import type { Pipeline, PipelineStep } from './pipeline.js';
import type { PipelineResult, StepResult } from './result.js';

type Undo = { what: string; undo: () => Promise<void> };

/**
 * Runs a pipeline's steps in order and stops at the first that fails; then undoes what they made.
 * @throws only when interrupted: a failed step is a result
 */
export async function runPipeline(
  session: Session,
  pipeline: Pipeline,
  keep: boolean,
): Promise<PipelineResult> {
  const since = Date.now();
  const undos: Undo[] = [];
  const steps = pipeline.steps({
    session,
    id: randomBytes(4).toString('hex'),
    endpoint: (service) => endpointOf(session, service),
    cleanUp: (what, undo) => undos.push({ what, undo }),
  });
  session.report({ type: 'pipeline', name: pipeline.name, promise: pipeline.promise });
  const results = await runSteps(session, pipeline, steps);
  if (!keep) results.push(...(await cleanUp(session, pipeline, undos)));
  session.signal.throwIfAborted();
  const failed = results.some(({ status }) => status === 'failed');
  return {
    name: pipeline.name,
    status: failed ? 'failed' : 'passed',
    seconds: secondsSince(since),
    steps: results,
    ...(failed ? { logs: await evidence(session, pipeline) } : {}),
  };
}

async function runSteps(session: Session, pipeline: Pipeline, steps: PipelineStep[]): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) {
    const broken = session.signal.aborted || results.some(({ status }) => status === 'failed');
    results.push(
      broken ? { name: step.name, status: 'skipped', seconds: 0 } : await runStep(session, pipeline, step),
    );
  }
  return results;
}

async function runStep(
  { report, signal }: Session,
  pipeline: Pipeline,
  step: PipelineStep,
): Promise<StepResult> {
  const since = Date.now();
  const { name } = step;
  report({ type: 'step-started', pipeline: pipeline.name, step: name });
  try {
    const seen = await withinLimit(step, signal);
    const result = { name, status: 'passed' as const, seconds: secondsSince(since), seen };
    report({ type: 'step-ended', pipeline: pipeline.name, step: name, ...result, detail: seen });
    return result;
  } catch (error) {
    const result = { name, status: 'failed' as const, seconds: secondsSince(since), error: messageOf(error) };
    report({ type: 'step-ended', pipeline: pipeline.name, step: name, ...result, detail: result.error });
    return result;
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
async function cleanUp(session: Session, pipeline: Pipeline, undos: Undo[]): Promise<StepResult[]> {
  const failures: StepResult[] = [];
  for (const { what, undo } of undos.toReversed()) {
    try {
      await undo();
    } catch (error) {
      const failure = {
        name: `clean up ${what}`,
        status: 'failed' as const,
        seconds: 0,
        error: messageOf(error),
      };
      session.report({
        type: 'step-ended',
        pipeline: pipeline.name,
        step: failure.name,
        ...failure,
        detail: failure.error,
      });
      failures.push(failure);
    }
  }
  return failures;
}

async function evidence(session: Session, { needs }: Pipeline): Promise<string[]> {
  const { record, services } = session;
  if (!record) return [];
  const stack = stackOf(session, record);
  const involved = services.filter(({ name }) => needs.includes(name));
  const logs = await Promise.all(
    involved.map(async (service) => {
      const lines = await lastLogLines(session, stack, service, 8);
      return lines.map((line) => `${service.name}: ${line}`);
    }),
  );
  return logs.flat();
}

function secondsSince(since: number): number {
  return Math.round((Date.now() - since) / 10) / 100;
}
