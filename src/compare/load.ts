import { dueNumbers, plannedAt } from '../kafka/produce/planned.js';
import { produce } from '../kafka/produce/produce.js';
import type { NewRecord } from '../kafka/records/record.js';

const batch = 1000;

type Payment = (number: number) => NewRecord;

export async function sendBacklog(
  broker: string,
  { topic, payment, count }: { topic: string; payment: Payment; count: number },
  signal: AbortSignal,
) {
  const lists = function* () {
    for (let from = 0; from < count; from += batch)
      yield Array.from({ length: Math.min(batch, count - from) }, (_, index) => payment(from + index));
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
  { topic, payment, count, rate }: { topic: string; payment: Payment; count: number; rate: number },
  signal: AbortSignal,
): PacedLoad {
  const plan = { start: Date.now() + 500, rate, count };
  const lists = async function* () {
    for await (const numbers of dueNumbers(plan, signal)) yield numbers.map((number) => payment(number));
  };
  return {
    plannedAt: (number) => plannedAt(plan, number),
    done: produce(broker, { topic, records: lists(), signal }),
  };
}
