import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from 'kafkajs';
import { isError } from '../../shared/errors.js';
import { connectionOf } from '../wire/broker-connection.js';
import {
  brokerError,
  isConnectionError,
  isTimeout,
  leaderNotAvailable,
  protocolError,
  rootOf,
} from '../wire/failure.js';
import { noLeader } from '../wire/list-offsets.js';
import { produceTo, type Acks } from '../wire/produce-request.js';
import type { OutgoingBatch } from './produce-round.js';
import type { Packer } from '../wire/record-batch-writer.js';
import { divided } from './split-batch.js';
import { deletedTopic } from '../topics/unknown-topic.js';

export interface Delivery {
  cluster: Cluster;
  topic: string;
  acks: Acks;
  packer: Packer | undefined;
  /** Ends the wait between two attempts. */
  signal: AbortSignal;
  /** Called for each batch that the broker has acknowledged. */
  onAcknowledged: (batch: OutgoingBatch) => void;
  patience?: Patience | undefined;
}

/** How long a producer retries, in ms. */
export interface Patience {
  /** Until a batch is given up, as Kafka's `delivery.timeout.ms`. */
  deliveryMs: number;
  /** For the response to one Produce request, as `request.timeout.ms`. */
  requestMs: number;
  /** For the response to any other request. */
  metadataMs: number;
  /** Between two attempts. */
  longestPauseMs: number;
}

/** A record that is too large for the topic even when it is alone in its batch. */
export class RecordTooLarge extends Error {
  constructor(
    /** Key, value and headers. */
    readonly bytes: number,
    cause: unknown,
  ) {
    super('the record is too large for the topic', { cause });
  }
}

/** A broker that restarts is back sooner. */
const patienceMs = 15_000;
const firstPauseMs = 100;
const defaultPauseMs = 1000;

/**
 * Sends one batch to the leader of each partition, and retries while that may help. A record may be stored twice, since a
 * response can be lost. Batches that are too large for the topic are divided in two.
 * @throws RecordTooLarge; StreamkitError NOT_FOUND when the topic was deleted; kafkajs's protocol and connection errors
 */
export async function deliver(batches: OutgoingBatch[], delivery: Delivery): Promise<void> {
  const { deliveryMs = patienceMs, longestPauseMs = defaultPauseMs } = delivery.patience ?? {};
  const giveUpAt = performance.now() + deliveryMs;
  let pauseMs = firstPauseMs;
  let left = batches;
  for (;;) {
    const error = await offer(left, delivery);
    if (error === undefined) return;
    left = left.filter(({ acknowledged }) => !acknowledged);
    if (isTooLarge(error)) {
      await deliverDivided(left, delivery, error);
      return;
    }
    if (!isTransient(error)) throw error;
    if (performance.now() > giveUpAt) throw isUnknown(error) ? deletedTopic(delivery.topic) : error;
    await sleep(pauseMs, undefined, { signal: delivery.signal });
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    // A broker that is still away is handled by the next attempt.
    await delivery.cluster.refreshMetadata().catch(() => undefined);
  }
}

async function deliverDivided(batches: OutgoingBatch[], delivery: Delivery, refusal: unknown): Promise<void> {
  const [first] = batches;
  if (first?.records === 1 && batches.length === 1) throw new RecordTooLarge(first.bytes, refusal);
  for (const batch of batches) {
    for (const part of await divided(batch, delivery.packer)) await deliver([part], delivery);
  }
}

/** Sends to each leader once, and marks the acknowledged batches. @returns why others were not */
async function offer(batches: OutgoingBatch[], delivery: Delivery): Promise<Error | undefined> {
  const { cluster, topic } = delivery;
  const partitions = batches.map(({ partition }) => partition);
  const leaders = Object.entries(cluster.findLeaderForPartitions(topic, partitions)).filter(
    ([leader]) => leader !== noLeader,
  );
  const answers = await Promise.allSettled(
    leaders.map(async ([leader, led]) => {
      const own = batches.filter(({ partition }) => led.includes(partition));
      await offerTo(leader, own, delivery);
    }),
  );
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed) return failed.reason as Error;
  return batches.every(({ acknowledged }) => acknowledged) ? undefined : brokerError(leaderNotAvailable);
}

async function offerTo(
  leader: string,
  batches: OutgoingBatch[],
  { cluster, topic, acks, onAcknowledged, patience }: Delivery,
): Promise<void> {
  const broker = await cluster.findBroker({ nodeId: leader });
  const request = { topic, acks, batches, responseMs: patience?.requestMs };
  const answers = await produceTo(broker, request).catch(async (error: unknown) => {
    // Otherwise the next look at the metadata asks this broker again, since it is still connected. kafkajs notices an error only.
    if (isTimeout(error)) (await connectionOf(broker)).socket.destroy(error as Error);
    throw error;
  });
  const refusals = answers.filter(({ errorCode }) => errorCode !== 0);
  const refused = new Set(refusals.map(({ partition }) => partition));
  for (const batch of batches) {
    if (refused.has(batch.partition)) continue;
    batch.acknowledged = true;
    onAcknowledged(batch);
  }
  if (refusals[0]) throw await brokerError(refusals[0].errorCode);
}

function isTooLarge(error: unknown): boolean {
  const type = protocolError(error);
  return type === 'MESSAGE_TOO_LARGE' || type === 'RECORD_LIST_TOO_LARGE';
}

/** Brokers that have just started answer this for every topic. */
function isUnknown(error: unknown): boolean {
  return protocolError(error) === 'UNKNOWN_TOPIC_OR_PARTITION';
}

function isTransient(error: unknown): boolean {
  const root = rootOf(error);
  return isConnectionError(root) || (isError(root) && 'retriable' in root && root.retriable === true);
}
