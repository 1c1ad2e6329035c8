import type { Stack } from '../../engines/engine.js';
import { hostContext } from '../../engines/host-context.js';
import { machineMemory } from '../../engines/memory-limit.js';
import { passingFailure, startsAfter } from '../../engines/recipe-facts.js';
import type { StreamkitError } from '../../shared/errors.js';
import { isDiskFull } from '../../shared/files.js';
import { waitUntilReady } from '../../health/wait.js';
import type { Session } from '../session.js';
import type { ServiceDefinition } from '../../services/types.js';
import { lastLogLines } from '../last-log-lines.js';
import type { Step } from '../plan.js';
import { reportingLog } from './reporting-log.js';
import { startFailure, withoutSpace } from './start-failure.js';

/** What ran when we looked has ended since: it was on its way down, or dying. Another look finds it dead. */
export class KeptServiceEnded extends Error {
  constructor(readonly failure: StreamkitError) {
    super(failure.message, { cause: failure });
  }
}

const passingFailurePauseMs = 500;

export interface StartOptions {
  /** For each service, from its start to its answer. */
  timeoutMs: number;
  /** Report what a service logs until it answers. */
  showLogs: boolean;
}

/**
 * Starts services in parallel along their dependencies; each is reported up when it and all that it needs answer.
 * The first failure ends the whole: the others are left as they are, or stopped when the user interrupts.
 */
export async function startServices(
  session: Session,
  stack: Stack,
  steps: Step[],
  { timeoutMs, showLogs }: StartOptions,
): Promise<void> {
  const failure = new AbortController();
  const signal = AbortSignal.any([session.signal, failure.signal]);
  const started: ServiceDefinition[] = [];
  const answers = new Map<string, Promise<void>>();
  const answered = async (names: string[]) => Promise.all(names.map(async (name) => answers.get(name)));

  const bringUp = async ({ service, action, reason }: Step) => {
    const scoped = { ...session, signal };
    await answered(startsAfter(session.engine.name, service));
    const since = Date.now();
    if (action !== 'keep') {
      signal.throwIfAborted();
      session.report({ type: 'starting', service: service.name, reason });
      started.push(service);
      await session.engine.start(stack, service, signal);
    }
    const waiting = untilReady(scoped, stack, service, action, since + timeoutMs);
    await (showLogs ? reportingLog(scoped, stack, service, new Date(since), waiting) : waiting);
    const ms = Date.now() - since;
    if (action !== 'keep') await session.engine.ready(stack, service, ms);
    await session.engine.guard(stack, service);
    await answered(service.needs);
    const [address = ''] = Object.values(service.endpoints(stack.portsOf(service.name)));
    session.report({
      type: 'up',
      service: service.name,
      address,
      ms: action === 'keep' ? undefined : ms,
    });
  };

  for (const step of steps) {
    const answer = bringUp(step).catch((error: unknown) => {
      failure.abort(error);
      throw error;
    });
    answer.catch(() => undefined);
    answers.set(step.service.name, answer);
  }
  const results = await Promise.allSettled(answers.values());
  if (results.every(({ status }) => status === 'fulfilled')) return;
  if (session.signal.aborted) {
    await stopInterrupted(session, stack, started);
    session.signal.throwIfAborted();
  }
  throw failure.signal.reason;
}

async function untilReady(
  session: Session,
  stack: Stack,
  service: ServiceDefinition,
  action: Step['action'],
  deadline: number,
): Promise<void> {
  const { engine, signal } = session;
  for (let starts = 1; ; starts++) {
    const outcome = await waitUntilReady(
      service.readiness(hostContext(stack, service)),
      async (stop) => engine.exited(stack, service, stop),
      deadline - Date.now(),
      signal,
    );
    if (outcome.kind === 'ready') return;
    const lines = await lastLogLines(session, stack, service, 100);
    const passing = outcome.kind === 'died' ? passingFailure(engine.name, service, lines) : undefined;
    if (passing === undefined || Date.now() > deadline) {
      const full = outcome.kind === 'died' && (await isDiskFull(stack.dir));
      const error = full
        ? withoutSpace(service, lines)
        : startFailure(service, outcome, lines, await machineMemory());
      if (action === 'keep' && outcome.kind === 'died') throw new KeptServiceEnded(error);
      session.report({ type: 'failed', service: service.name, message: error.message });
      throw error;
    }
    // Said once, however long it takes to pass.
    if (starts === 1)
      session.report({ type: 'note', service: service.name, message: `is started again: ${passing}` });
    await new Promise((resolve) => setTimeout(resolve, passingFailurePauseMs));
    await engine.stop(stack, service);
    await engine.start(stack, service, signal);
  }
}

async function stopInterrupted(session: Session, stack: Stack, started: ServiceDefinition[]): Promise<void> {
  for (const service of started.toReversed()) {
    await session.engine.stop(stack, service);
    session.report({ type: 'down', service: service.name, ms: 0 });
  }
}
