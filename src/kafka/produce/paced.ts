import { setTimeout as sleep } from 'node:timers/promises';
import type { Pieces } from './send-queue.js';

/** Lets no more than `rate` items a second through, evenly. */
export async function* paced<Item>(
  source: Pieces<Item>,
  rate: number,
  signal: AbortSignal,
): AsyncGenerator<Item[]> {
  const atOnce = Math.max(1, Math.floor(rate / 20));
  const started = performance.now();
  let count = 0;
  for await (const piece of source) {
    for (let at = 0; at < piece.length; at += atOnce) {
      const due = started + (count / rate) * 1000;
      await sleep(Math.max(0, due - performance.now()), undefined, { signal });
      const items = piece.slice(at, at + atOnce);
      count += items.length;
      yield items;
    }
  }
}
