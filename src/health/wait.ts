import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../shared/errors.js';

/** Tries the real operation once. Resolves when the service answered; rejects, with the reason, when not yet. */
export type Attempt = (signal: AbortSignal) => Promise<void>;

export type Outcome<Exit> =
  | { kind: 'ready' }
  | { kind: 'died'; exit: Exit }
  /** Still running when the time was over: slow, not dead. `reason` is the last attempt's. */
  | { kind: 'late'; reason: string };

const pauseMs = 50;
const attemptLimitMs = 5000;

/**
 * Repeats an attempt until it succeeds, the service ends, or the time is over.
 * @throws the signal's reason when aborted
 */
export async function waitUntilReady<Exit>(
  attempt: Attempt,
  exited: (signal: AbortSignal) => Promise<Exit>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Outcome<Exit>> {
  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  const death = exited(stop).then((exit): Outcome<Exit> => ({ kind: 'died', exit }));
  // When the wait is over first, the watch for the end is called off, and rejects.
  death.catch(() => undefined);
  try {
    return await Promise.race([attempts(attempt, timeoutMs, stop), death]);
  } finally {
    over.abort();
    signal.throwIfAborted();
  }
}

/** One attempt in its own time. A timer of ours, since Node 20 forgets AbortSignal.timeout() inside AbortSignal.any(). */
export async function limited(
  attempt: Attempt,
  signal: AbortSignal,
  limitMs = attemptLimitMs,
): Promise<void> {
  const limit = new AbortController();
  const late = new Promise<never>((_, reject) => {
    limit.signal.addEventListener('abort', () => {
      reject(new Error(`no answer within ${limitMs / 1000} s`));
    });
  });
  const timer = setTimeout(() => {
    limit.abort();
  }, limitMs);
  try {
    await Promise.race([attempt(AbortSignal.any([signal, limit.signal])), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function attempts(attempt: Attempt, timeoutMs: number, signal: AbortSignal): Promise<Outcome<never>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      await limited(attempt, signal);
      return { kind: 'ready' };
    } catch (error) {
      signal.throwIfAborted();
      if (Date.now() >= deadline) return { kind: 'late', reason: messageOf(error) };
    }
    await delay(pauseMs, undefined, { signal });
  }
}
