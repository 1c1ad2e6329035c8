import { AsyncLocalStorage } from 'node:async_hooks';
import { interruptible } from './interruptible.js';

const current = new AsyncLocalStorage<AbortSignal>();

/** From here on, requests that this command waits for end when the signal aborts. */
export function interruptRequestsBy(signal: AbortSignal): void {
  current.enterWith(signal);
}

/** Waits for what may never come; the command's interruption ends the wait. @throws the interruption */
export async function untilInterrupted<Result>(work: Promise<Result>): Promise<Result> {
  const signal = interruption();
  return signal ? interruptible(work, signal) : work;
}

/** The signal that interrupts the command; none after the interruption, when what is sent is there to clean up. */
export function interruption(): AbortSignal | undefined {
  const signal = current.getStore();
  return signal?.aborted === true ? undefined : signal;
}
