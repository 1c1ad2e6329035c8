import { dueNumbers, plannedAt, type LoadPlan } from '../kafka/produce/planned.js';
import { produce } from '../kafka/produce/produce.js';
import type { Patience } from '../kafka/produce/deliver.js';
import type { NewRecord } from '../kafka/records/record.js';
import { messageOf } from '../shared/errors.js';
import type { RecordFormat } from './formats.js';
import { Ledger } from './ledger.js';

export type Acks = 'all' | '1';

export interface LoadOptions {
  brokers: string;
  topic: string;
  partitions: number;
  acks: Acks;
  /** Marks the records of this drill. */
  id: string;
  format: RecordFormat;
  rate: number;
  /** How long a record is retried, in ms. */
  deliveryMs: number;
  /** How long the producer waits for a response, in ms. */
  requestMs: number;
}

const keysPerPartition = 4;

/** Numbered records, sent at a fixed rate by one producer per partition, so that one partition does not hold up another. */
export interface Load {
  topic: string;
  acks: Acks;
  partitions: number[];
  ledger: Ledger;
  plan: LoadPlan;
  /** Ends the load and waits until each record is acknowledged or given up. @returns why records were given up */
  finish: () => Promise<string[]>;
}

export function startLoad(options: LoadOptions, signal: AbortSignal): Load {
  const { brokers, topic, acks, rate, deliveryMs, requestMs } = options;
  const partitions = Array.from({ length: options.partitions }, (_, partition) => partition);
  const end = new AbortController();
  const start = Date.now() + 200;
  const plan: LoadPlan = { start, rate, end: end.signal };
  const ledger = new Ledger();
  const patience: Patience = { deliveryMs, requestMs, metadataMs: 2000, longestPauseMs: 100 };

  const send = async (partition: number) => {
    const records = async function* () {
      const share = { start, rate: rate / partitions.length, end: end.signal };
      for await (const turns of dueNumbers(share, signal)) {
        const numbers = turns.map((turn) => turn * partitions.length + partition);
        ledger.add(partition, numbers);
        yield numbers.map((number) => numbered(options, number));
      }
    };
    const onAcknowledged = ({ records: count }: { records: number }) => {
      ledger.acknowledge(partition, count, Date.now());
    };
    const level = acks === 'all' ? -1 : 1;
    await produce(brokers, { topic, records: records(), acks: level, signal, patience, onAcknowledged });
  };
  const sending = Promise.allSettled(partitions.map(send));
  return {
    topic,
    acks,
    partitions,
    ledger,
    plan,
    async finish() {
      end.abort();
      const results = await sending;
      signal.throwIfAborted();
      return results.flatMap((result) => (result.status === 'rejected' ? [messageOf(result.reason)] : []));
    },
  };
}

/** A record is planned as its partition's turn comes. */
export function plannedIn({ plan, partitions }: Load): (number: number) => number {
  return (number) =>
    plannedAt({ ...plan, rate: plan.rate / partitions.length }, Math.floor(number / partitions.length));
}

/** The key of a record, which is always in the same partition. */
export function keyOf(partitions: number): (number: number) => number {
  return (number) => number % (partitions * keysPerPartition);
}

function numbered({ id, format, partitions }: LoadOptions, number: number): NewRecord {
  const key = `drill-${keyOf(partitions)(number)}`;
  return {
    key: Buffer.from(key),
    value: Buffer.from(format.write(id, number, key)),
    partition: number % partitions,
  };
}
