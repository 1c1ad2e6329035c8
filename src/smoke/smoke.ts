import { StreamkitError } from '../shared/errors.js';
import type { Session } from '../stack/session.js';
import { down } from '../stack/down.js';
import { readRecord } from '../stack/record/record.js';
import { status } from '../stack/status.js';
import { up } from '../stack/up.js';
import { withNeeds } from '../services/catalogue.js';
import { writeBundle } from './bundle.js';
import type { Pipeline } from './pipeline.js';
import type { PipelineResult, SmokeResult } from './result.js';
import { startPipeline } from './run-pipeline.js';
import { Turns } from './turns.js';

export interface SmokeOptions {
  pipelines: Pipeline[];
  /** Leave everything that the run makes in place, for a look at it. */
  keep: boolean;
  autoPorts: boolean;
  offline: boolean;
  timeoutMs: number;
  /** Where to put what helps to understand a failure. */
  bundle: string;
}

/**
 * Brings up what is missing, runs the pipelines side by side, and leaves the machine as it was found: services
 * that were down go down again, and a stack that was not there is deleted.
 * A failure leaves a bundle, which is made before anything goes down.
 * @throws StreamkitError SMOKE_FAILED when the time is over; a failed step is a result
 */
export async function smoke(session: Session, options: SmokeOptions): Promise<SmokeResult> {
  const since = Date.now();
  const { keep, timeoutMs } = options;
  const pipelines = onEngine(session, options.pipelines);
  const limited = { ...session, signal: AbortSignal.any([session.signal, timeLimit(timeoutMs)]) };
  const needs = [...new Set(pipelines.flatMap((pipeline) => pipeline.needs))];
  // A pipeline may run on a stack of its own.
  const needed = needs.length === 0 ? [] : withNeeds(session.services, needs).map(({ name }) => name);
  const before = await status(limited, { memory: false });
  const missing = missingServices(needed, before.services);
  try {
    const ready = await bringUp(limited, missing, options);
    const result = summary(session.engine.name, await runAll(ready, { pipelines, keep }), since);
    return result.failed === 0 ? result : { ...result, bundle: await bundle(session, options, result) };
  } catch (error) {
    if (error instanceof StreamkitError && !session.signal.aborted)
      error.suggestions.push(`Logs, status and settings are in ${await bundle(session, options, error)}`);
    throw error;
  } finally {
    if (!keep) await restore(session, missing);
  }
}

/** The needed services that are not up. An optional one that the stack does not have is not in its status. Pure. */
export function missingServices(needed: string[], services: { name: string; state: string }[]): string[] {
  return needed.filter((name) => !services.some((one) => one.name === name && one.state === 'up'));
}

/** Those that run on the engine of the stack. @throws StreamkitError USAGE when it is none */
function onEngine({ engine, report }: Session, pipelines: Pipeline[]): Pipeline[] {
  const others = pipelines.filter((one) => one.engine !== undefined && one.engine !== engine.name);
  const [other] = others;
  if (!other) return pipelines;
  const text = `Pipeline ${other.name} runs on the ${other.engine ?? ''} engine only.`;
  if (others.length === pipelines.length) throw new StreamkitError('USAGE', text);
  report({ type: 'note', message: `${text} It is left out.` });
  return pipelines.filter((one) => !others.includes(one));
}

/** All at the same time, so that one thing works while another waits; told of one after another. */
async function runAll(
  session: Session,
  { pipelines, keep }: Pick<SmokeOptions, 'pipelines' | 'keep'>,
): Promise<PipelineResult[]> {
  const turns = new Turns();
  const runs = pipelines.map((pipeline) => startPipeline(session, pipeline, { keep, turns }));
  const results: PipelineResult[] = [];
  try {
    for (const { tell } of runs) {
      results.push(await tell());
      session.signal.throwIfAborted();
    }
    return results;
  } finally {
    await Promise.all(runs.map(async ({ ended }) => ended));
  }
}

async function bringUp(session: Session, missing: string[], { autoPorts, offline, timeoutMs }: SmokeOptions) {
  if (missing.length > 0) {
    await up(session, { services: missing, ports: { auto: autoPorts, asked: {} }, offline, timeoutMs });
  }
  return { ...session, record: await readRecord(session.home, session.name) };
}

async function bundle(session: Session, { bundle: dir }: SmokeOptions, failure: object): Promise<string> {
  const record = await readRecord(session.home, session.name);
  return writeBundle({ ...session, record }, dir, failure);
}

async function restore(session: Session, missing: string[]): Promise<void> {
  if (missing.length === 0) return;
  const wasNew = session.record === undefined;
  // An interrupted run also cleans up.
  const record = await readRecord(session.home, session.name);
  const calm = { ...session, record, signal: new AbortController().signal };
  await down(calm, { services: wasNew ? [] : missing, data: wasNew });
}

function timeLimit(ms: number): AbortSignal {
  const limit = new AbortController();
  setTimeout(() => {
    limit.abort(
      new StreamkitError('SMOKE_FAILED', `The smoke run was not done after ${Math.round(ms / 1000)} s.`),
    );
  }, ms).unref();
  return limit.signal;
}

function summary(engine: string, pipelines: PipelineResult[], since: number): SmokeResult {
  const count = (verdict: string) => pipelines.filter(({ status }) => status === verdict).length;
  return {
    engine,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    seconds: Math.round((Date.now() - since) / 10) / 100,
    pipelines,
  };
}
