import { setTimeout as delay } from 'node:timers/promises';
import { produce } from '../kafka/produce/produce.js';
import type { NewRecord } from '../kafka/records/record.js';

const names = 1000;
const batch = 1000;
const pauseMs = 5;

/** Numbered payments: the id is the prefix and a number, and 1000 last names take turns. */
export function payment(prefix: string, number: number): NewRecord {
  return {
    key: null,
    partition: number % 2,
    value: Buffer.from(`${prefix}${number},First,Name${number % names},1.00`),
  };
}

export async function sendBacklog(
  broker: string,
  topic: string,
  prefix: string,
  count: number,
  signal: AbortSignal,
) {
  const lists = function* () {
    for (let from = 0; from < count; from += batch)
      yield Array.from({ length: Math.min(batch, count - from) }, (_, index) =>
        payment(prefix, from + index),
      );
  };
  await produce(broker, { topic, records: lists(), signal });
}

/** A load at a fixed rate. Payment N is planned at `start + N / rate`, whenever it can be sent. */
export interface PacedLoad {
  /** In ms since 1970. */
  plannedAt: (number: number) => number;
  done: Promise<unknown>;
}

export function sendPaced(
  broker: string,
  { topic, prefix, count, rate }: { topic: string; prefix: string; count: number; rate: number },
  signal: AbortSignal,
): PacedLoad {
  const start = Date.now() + 500;
  const plannedAt = (number: number) => start + (number * 1000) / rate;
  const lists = async function* () {
    for (let sent = 0; sent < count;) {
      const due = Math.min(count, Math.floor(((Date.now() - start) * rate) / 1000) + 1);
      if (due > sent) {
        yield Array.from({ length: due - sent }, (_, index) => payment(prefix, sent + index));
        sent = due;
      } else await delay(pauseMs, undefined, { signal });
    }
  };
  return { plannedAt, done: produce(broker, { topic, records: lists(), signal }) };
}
