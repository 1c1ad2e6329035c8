import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from '../../shared/events.js';
import type { Session } from '../../stack/session.js';
import type { Snapshot } from './types.js';
import { Watch } from './watch.js';

/** The shortest time that a first rate is taken over. */
const firstRateMs = 1000;

/** Samples of a stack until the signal aborts; the first one has rates already. */
export async function* sampleEvery(
  open: (report: Report, signal: AbortSignal) => Promise<Session>,
  name: string,
  intervalMs: number,
  signal: AbortSignal,
): AsyncGenerator<Snapshot> {
  const ignore: Report = () => undefined;
  const watch = new Watch(async () => open(ignore, signal), { name, readOnly: true, version: '' });
  const pause = async (ms: number) => delay(ms, undefined, { signal }).catch(() => undefined);
  try {
    await watch.sampleAll();
    await pause(firstRateMs);
    while (!signal.aborted) {
      const since = Date.now();
      yield await watch.sampleAll();
      await pause(Math.max(0, intervalMs - (Date.now() - since)));
    }
  } finally {
    await watch.close();
  }
}
