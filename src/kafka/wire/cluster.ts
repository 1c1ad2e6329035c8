import { setTimeout as sleep } from 'node:timers/promises';
import type { Broker, Cluster, ITopicMetadata, Kafka, PartitionMetadata } from 'kafkajs';
import { isError, StreamkitError } from '../../shared/errors.js';
import { untilInterrupted } from '../../shared/interruption.js';
import { silenceOf } from '../../shared/silence.js';
import { suggest } from '../../shared/suggestion.js';
import { endConnections, kafkaClient } from './client.js';
import { isConnectionError, kafkaFailure, protocolError, rootOf } from './failure.js';
import type { Work } from './permissions.js';

/** How long closing waits for responses that are still to come. */
const closeMs = 1000;

/** kafkajs's Cluster, with what its types do not show. */
interface ConnectedCluster extends Cluster {
  brokerPool: {
    seedBroker?: Broker;
    metadata?: { topicMetadata: { topic: string; partitionMetadata: PartitionMetadata[] }[] };
  };
}

const clientOf = new WeakMap<Cluster, Kafka>();

/**
 * Opens connections for requests of our own. A consumer's partition assigner is the one place where kafkajs exposes its
 * cluster; the consumer itself never joins a group. Topics that do not exist are not created by asking for them.
 * Close it with `closeCluster`.
 * @param requestTimeoutMs how long to wait for each response (default: 30 s)
 */
export async function openCluster(
  broker: string,
  topics: string[],
  requestTimeoutMs?: number,
): Promise<Cluster> {
  const kafka = await kafkaClient(broker, requestTimeoutMs);
  let found: Cluster | undefined;
  kafka.consumer({
    groupId: 'streamkit-unused',
    allowAutoTopicCreation: false,
    partitionAssigners: [
      ({ cluster }) => {
        found = cluster;
        return {
          name: 'none',
          version: 0,
          assign: () => Promise.resolve([]),
          protocol: () => ({ name: 'none', metadata: Buffer.alloc(0) }),
        };
      },
    ],
  });
  if (!found) throw new Error('kafkajs did not expose its cluster');
  clientOf.set(found, kafka);
  try {
    await connectInTime(found.connect(), broker);
    // Without topics kafkajs would load the metadata of all.
    await untilInterrupted(
      topics.length > 0 ? found.addMultipleTargetTopics(topics) : found.refreshMetadata(),
    );
    return found;
  } catch (error) {
    await closeCluster(found);
    throw error;
  }
}

/** The broker that the cluster was asked at. */
export function seedBroker(cluster: Cluster): Broker {
  const { seedBroker: broker } = (cluster as ConnectedCluster).brokerPool;
  if (!broker) throw new Error('the cluster is not connected');
  return broker;
}

/** The topics that the cluster was opened with, or all of them. */
export function loadedTopics(cluster: Cluster): ITopicMetadata[] {
  const { metadata } = (cluster as ConnectedCluster).brokerPool;
  return (metadata?.topicMetadata ?? []).map(({ topic, partitionMetadata }) => ({
    name: topic,
    partitions: partitionMetadata,
  }));
}

/** A broker that is alive responds to the first request much sooner, also on a busy machine. */
const connectMs = 15_000;
/** Between looks at why it does not. */
const lookMs = 1000;

/**
 * Waits for the first response of a broker, but not for long: one that is suspended accepts connections and never responds.
 * @throws StreamkitError SERVICE_UNREACHABLE
 */
export async function connectInTime(connecting: Promise<void>, broker: string): Promise<void> {
  const waited = new AbortController();
  const late = lateness(waited.signal);
  try {
    if ((await untilInterrupted(Promise.race([connecting, late]))) !== 'late') return;
  } catch (error) {
    connecting.catch(() => undefined);
    if (error instanceof StreamkitError) throw error;
    throw await (await import('./explain-sign-in.js')).explainSignIn(error, broker);
  } finally {
    waited.abort();
  }
  connecting.catch(() => undefined);
  throw new StreamkitError(
    'SERVICE_UNREACHABLE',
    `Kafka at ${broker} accepts connections but does not respond.`,
    {
      service: 'kafka',
      suggestions: [
        suggest('See whether it is suspended or busy', 'status'),
        suggest('Restart it', 'restart', 'kafka'),
      ],
    },
  );
}

/** @throws StreamkitError when all brokers turn out to be suspended */
async function lateness(signal: AbortSignal): Promise<'late' | undefined> {
  for (const deadline = Date.now() + connectMs; Date.now() < deadline;) {
    await sleep(lookMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return undefined;
    const why = await silenceOf('kafka');
    if (why !== undefined) throw why;
  }
  return 'late';
}

/** Closes the connections, also those of brokers that no longer respond. */
export async function closeCluster(cluster: Cluster): Promise<void> {
  await closeInTime(cluster.disconnect());
  const kafka = clientOf.get(cluster);
  if (kafka) endConnections(kafka);
}

/** Waits for the end of connections, but not for responses that never come. @returns whether they have ended */
export async function closeInTime(closing: Promise<void>): Promise<boolean> {
  const waited = new AbortController();
  const closed = closing.then(() => true).catch(() => true);
  const late = sleep(closeMs, false, { signal: waited.signal }).catch(() => false);
  const inTime = await Promise.race([closed, late]);
  waited.abort();
  return inTime;
}

/**
 * Does some work with a cluster, and closes it.
 * @param doing what the work is, for the error: "to list the groups"
 * @throws StreamkitError SERVICE_UNREACHABLE when no broker responds, USAGE for what Kafka never accepts
 */
export async function withCluster<Result>(
  broker: string,
  doing: Work | string,
  work: (cluster: Cluster) => Promise<Result>,
): Promise<Result> {
  let cluster: Cluster | undefined;
  try {
    cluster = await openCluster(broker, []);
    return await untilInterrupted(work(cluster));
  } catch (error) {
    throw kafkaFailure(error, broker, doing);
  } finally {
    if (cluster) await closeCluster(cluster);
  }
}

/** Some 12 s: a broker that was killed stays in the metadata for 9 s (broker.session.timeout.ms). */
const defaultRetries = 18;
const firstPauseMs = 50;

/**
 * Sends a request again, with fresh metadata, while brokers are electing leaders or are being restarted.
 * @throws what the last attempt threw
 */
export async function withRetries<Result>(
  cluster: Cluster,
  request: () => Promise<Result>,
  retries = defaultRetries,
): Promise<Result> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await request();
    } catch (error) {
      if (attempt >= retries || !isTemporary(error)) throw error;
      await sleep(firstPauseMs * 2 ** Math.min(attempt, 4));
      await cluster.refreshMetadata().catch(() => undefined);
    }
  }
}

/** Whether a request may succeed when it is sent again. */
export function isTemporary(error: unknown): boolean {
  const root = rootOf(error);
  if (isConnectionError(root)) return true;
  if (protocolError(root) === 'UNKNOWN_TOPIC_OR_PARTITION') return false;
  return isError(root) && 'retriable' in root && root.retriable === true;
}
