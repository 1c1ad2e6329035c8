import { setTimeout as sleep } from 'node:timers/promises';
import type { Lists } from './send-queue.js';

/** Limits a source to `rate` items per second, evenly. */
export async function* paced<Item>(
  source: Lists<Item>,
  rate: number,
  signal: AbortSignal,
): AsyncGenerator<Item[]> {
  const atOnce = Math.max(1, Math.floor(rate / 20));
  const started = performance.now();
  let count = 0;
  for await (const list of source) {
    for (let at = 0; at < list.length; at += atOnce) {
      const due = started + (count / rate) * 1000;
      await sleep(Math.max(0, due - performance.now()), undefined, { signal });
      const items = list.slice(at, at + atOnce);
      count += items.length;
      yield items;
    }
  }
}
