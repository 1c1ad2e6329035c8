import { dueNumbers, plannedAt } from '../kafka/produce/planned.js';
import { produce } from '../kafka/produce/produce.js';
import type { NewRecord } from '../kafka/records/record.js';

const names = 1000;
const batch = 1000;

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

export interface PacedLoad {
  /** When a payment is planned, in ms since 1970. */
  plannedAt: (number: number) => number;
  done: Promise<unknown>;
}

/** Payments at a fixed rate. */
export function sendPaced(
  broker: string,
  { topic, prefix, count, rate }: { topic: string; prefix: string; count: number; rate: number },
  signal: AbortSignal,
): PacedLoad {
  const plan = { start: Date.now() + 500, rate, count };
  const lists = async function* () {
    for await (const numbers of dueNumbers(plan, signal))
      yield numbers.map((number) => payment(prefix, number));
  };
  return {
    plannedAt: (number) => plannedAt(plan, number),
    done: produce(broker, { topic, records: lists(), signal }),
  };
}
