import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../shared/errors.js';

const pollMs = 50;

/**
 * Looks again and again until what is looked for is there.
 * @returns what the look returns once it does not throw
 * @throws the last look's error when `withinMs` are over
 */
export async function eventually<Seen>(
  look: () => Promise<Seen>,
  withinMs: number,
  signal: AbortSignal,
): Promise<Seen> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      signal.throwIfAborted();
      if (Date.now() > deadline)
        throw new Error(`${messageOf(error)} (after ${withinMs / 1000} s)`, { cause: error });
    }
    await delay(pollMs, undefined, { signal });
  }
}
