import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from 'kafkajs';
import { isConnectionError, protocolError, rootOf } from '../wire/failure.js';
import { produceTo, type Acks } from '../wire/produce-request.js';
import type { OutgoingBatch } from './produce-round.js';
import type { Packer } from '../wire/record-batch-writer.js';
import { halves } from './split-batch.js';
import { deletedTopic } from '../topics/unknown-topic.js';

export interface Delivery {
  cluster: Cluster;
  topic: string;
  acks: Acks;
  packer: Packer | undefined;
  /** Ends the waiting between two tries. */
  signal: AbortSignal;
  /** Called for each batch that the broker has taken. */
  onTaken: (batch: OutgoingBatch) => void;
}

/** What a topic refuses even when it is alone in its batch. */
export class RecordTooLarge extends Error {
  constructor(
    /** Key, value and headers. */
    readonly bytes: number,
    cause: unknown,
  ) {
    super('the topic does not take a record of this size', { cause });
  }
}

/** A broker that restarts is back sooner. */
const patienceMs = 15_000;
const firstPauseMs = 100;
const longestPauseMs = 1000;
/** Kafka's code for a partition that nobody leads at the moment. */
const leaderNotAvailable = 5;

/**
 * Has the leaders of the partitions take one batch each, trying again while that may help. A record may be stored twice,
 * since an answer can be lost on its way. Batches that are larger than the topic takes go in halves.
 * @throws RecordTooLarge; StreamkitError NOT_FOUND when the topic was deleted; kafkajs's protocol and connection errors
 */
export async function deliver(batches: OutgoingBatch[], delivery: Delivery): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  let pauseMs = firstPauseMs;
  let left = batches;
  for (;;) {
    const error = await offer(left, delivery);
    if (error === undefined) return;
    left = left.filter(({ taken }) => !taken);
    if (isTooLarge(error)) {
      await deliverHalves(left, delivery, error);
      return;
    }
    if (!mayPass(error)) throw error;
    if (performance.now() > giveUpAt) throw isUnknown(error) ? deletedTopic(delivery.topic) : error;
    await sleep(pauseMs, undefined, { signal: delivery.signal });
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    // A broker that is still away is left to the next try.
    await delivery.cluster.refreshMetadata().catch(() => undefined);
  }
}

async function deliverHalves(batches: OutgoingBatch[], delivery: Delivery, refusal: unknown): Promise<void> {
  const [first] = batches;
  if (first?.records === 1 && batches.length === 1) throw new RecordTooLarge(first.bytes, refusal);
  for (const batch of batches) {
    for (const half of await halves(batch, delivery.packer)) await deliver([half], delivery);
  }
}

/** Asks each leader once, and marks the batches that were taken. @returns why others were not */
async function offer(batches: OutgoingBatch[], delivery: Delivery): Promise<Error | undefined> {
  const { cluster, topic } = delivery;
  const partitions = batches.map(({ partition }) => partition);
  const leaders = Object.entries(cluster.findLeaderForPartitions(topic, partitions));
  const answers = await Promise.allSettled(
    leaders.map(async ([leader, led]) => {
      const own = batches.filter(({ partition }) => led.includes(partition));
      await offerTo(leader, own, delivery);
    }),
  );
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed) return failed.reason as Error;
  return batches.every(({ taken }) => taken) ? undefined : brokerError(leaderNotAvailable);
}

async function offerTo(
  leader: string,
  batches: OutgoingBatch[],
  { cluster, topic, acks, onTaken }: Delivery,
): Promise<void> {
  const broker = await cluster.findBroker({ nodeId: leader });
  const answers = await produceTo(broker, { topic, acks, batches });
  const refusals = answers.filter(({ errorCode }) => errorCode !== 0);
  const refused = new Set(refusals.map(({ partition }) => partition));
  for (const batch of batches) {
    if (refused.has(batch.partition)) continue;
    batch.taken = true;
    onTaken(batch);
  }
  if (refusals[0]) throw await brokerError(refusals[0].errorCode);
}

/** The error that kafkajs makes of Kafka's code. */
async function brokerError(code: number): Promise<Error> {
  const { default: errors } = await import('kafkajs/src/protocol/error.js');
  return errors.createErrorFromCode(code);
}

function isTooLarge(error: unknown): boolean {
  const type = protocolError(error);
  return type === 'MESSAGE_TOO_LARGE' || type === 'RECORD_LIST_TOO_LARGE';
}

/** Brokers that have just started say this of every topic, too. */
function isUnknown(error: unknown): boolean {
  return protocolError(error) === 'UNKNOWN_TOPIC_OR_PARTITION';
}

function mayPass(error: unknown): boolean {
  const root = rootOf(error);
  return isConnectionError(root) || (root instanceof Error && 'retriable' in root && root.retriable === true);
}
