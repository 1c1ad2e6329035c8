import { setTimeout as delay } from 'node:timers/promises';
import { StreamkitError } from '../shared/errors.js';
import type { Load } from './load.js';
import type { Observed } from './summarize.js';
import type { Output } from './types.js';

/** Longer than a connector waits for a lost worker. */
const quietMs = 30_000;
const flowingMs = 90_000;

export function outputAccount(output: Output, load: Load): Observed['loads'][number] {
  const arrived = output.arrived();
  const { name, guarantee, unordered } = output;
  const since = arrived[0]?.at;
  return {
    name,
    load,
    found: arrived,
    states: [],
    arrived,
    ...(guarantee && { guarantee }),
    ...(unordered && { unordered }),
    ...(since !== undefined && { since }),
  };
}

/** Waits for the first record that comes out: what starts slowly is not taken for what has a fault. @throws StreamkitError */
export async function untilFlowing(output: Output, signal: AbortSignal): Promise<void> {
  const giveUpAt = Date.now() + flowingMs;
  while (output.arrived().length === 0) {
    if (Date.now() > giveUpAt)
      throw new StreamkitError(
        'SERVICE_NOT_READY',
        `No record has come out of the ${output.name} within ${flowingMs / 1000} s.`,
      );
    await delay(100, undefined, { signal });
  }
}

/** Waits until as many different records have come out as were acknowledged, or nothing comes any more. */
export async function untilArrived(output: Output, count: number, signal: AbortSignal): Promise<void> {
  let before = -1;
  for (let quietSince = Date.now(); Date.now() - quietSince < quietMs;) {
    const arrived = output.arrived();
    if (new Set(arrived.map(({ number }) => number)).size >= count) return;
    if (arrived.length !== before) quietSince = Date.now();
    before = arrived.length;
    await delay(100, undefined, { signal });
  }
}
