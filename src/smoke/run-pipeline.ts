import { randomBytes } from 'node:crypto';
import { messageOf } from '../errors.js';
import type { Report } from '../events.js';
import { interruptible } from '../interruptible.js';
import { stackOf, type Session } from '../session.js';
import { endpointOf } from '../stack/endpoint.js';
import { lastLogLines } from '../stack/last-log-lines.js';
import type { Pipeline, PipelineStep } from './pipeline.js';
import type { PipelineResult, StepResult } from './result.js';

type Ended = StepResult & { status: 'passed' | 'failed' };
type Undo = { what: string; undo: () => Promise<void> };

/** One run of a pipeline, some of whose steps may be done before its turn comes. */
export interface PipelineRun {
  /** Does, one after the other, the steps that need no service. How they ended shows when `run` comes to them. */
  ahead: () => Promise<void>;
  /** Runs the steps in order and stops at the first that fails. A failed step is a result. */
  run: () => Promise<PipelineResult>;
  /** Undoes what the steps made, also of a run that never came to its turn. @returns what could not be undone */
  cleanUp: () => Promise<StepResult[]>;
}

export function preparePipeline(session: Session, pipeline: Pipeline): PipelineRun {
  const undos: Undo[] = [];
  const early = new Map<PipelineStep, Promise<Ended>>();
  let itsTurn = false;
  const report: Report = (event) => {
    if (itsTurn) session.report(event);
  };
  const steps = pipeline.steps({
    session: { ...session, report },
    id: randomBytes(4).toString('hex'),
    endpoint: (service) => endpointOf(session, service),
    cleanUp: (what, undo) => undos.push({ what, undo }),
  });
  const outcome = async (step: PipelineStep) => {
    const begun = early.get(step) ?? runStep(session, step);
    early.set(step, begun);
    return begun;
  };
  return {
    async ahead() {
      for (const step of steps.filter(({ ahead }) => ahead)) {
        if (session.signal.aborted || (await outcome(step)).status === 'failed') return;
      }
    },
    async run() {
      const since = Date.now();
      itsTurn = true;
      session.report({ type: 'pipeline', name: pipeline.name, promise: pipeline.promise });
      const results: StepResult[] = [];
      for (const step of steps) {
        const broken = session.signal.aborted || results.some(({ status }) => status === 'failed');
        results.push(
          broken
            ? { name: step.name, status: 'skipped', seconds: 0 }
            : await told(session, pipeline, step.name, outcome(step)),
        );
      }
      const seconds = secondsSince(since);
      const failed = results.some(({ status }) => status === 'failed');
      const logs = failed ? { logs: await evidence(session, pipeline) } : {};
      return { name: pipeline.name, status: failed ? 'failed' : 'passed', seconds, steps: results, ...logs };
    },
    async cleanUp() {
      await Promise.all(early.values());
      return undoAll(session, pipeline, undos.splice(0));
    },
  };
}

async function told(
  { report }: Session,
  pipeline: Pipeline,
  name: string,
  outcome: Promise<Ended>,
): Promise<Ended> {
  report({ type: 'step-started', pipeline: pipeline.name, step: name });
  const result = await outcome;
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
      failures.push(await told(session, pipeline, step.name, Promise.resolve(result)));
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
