import { setTimeout as delay } from 'node:timers/promises';

const pauseMs = 5;

/** A load at a fixed rate. Record N is planned at `start + N / rate`, whenever it can be sent. */
export interface LoadPlan {
  /** In ms since 1970. */
  start: number;
  /** Records per second. */
  rate: number;
  /** Records until the load ends; without a limit when absent. */
  count?: number;
  /** Ends the load; what is due by then is still sent. */
  end?: AbortSignal;
}

/** When a record is planned to be sent, in ms since 1970. */
export function plannedAt({ start, rate }: LoadPlan, number: number): number {
  return start + (number * 1000) / rate;
}

/** The numbers of records as they become due, from 0. @throws the signal's reason */
export async function* dueNumbers(plan: LoadPlan, signal: AbortSignal): AsyncGenerator<number[]> {
  const { start, rate, count = Infinity, end } = plan;
  for (let sent = 0; sent < count;) {
    const isLast = end?.aborted === true;
    const due = Math.min(count, Math.floor(((Date.now() - start) * rate) / 1000) + 1);
    if (due > sent) {
      yield Array.from({ length: due - sent }, (_, index) => sent + index);
      sent = due;
    }
    if (isLast) return;
    if (due < count) await delay(pauseMs, undefined, { signal });
  }
}
