import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from 'kafkajs';
import { kafkaClient } from './client.js';
import { isConnectionError, kafkaFailure, protocolError, rootOf } from './failure.js';

/** How long closing waits for responses that are still to come. */
const closeMs = 1000;

/** kafkajs's Cluster, with the connections that its types do not show. */
interface ClusterWithConnections extends Cluster {
  brokerPool: { brokers: Record<string, BrokerWithConnections>; seedBroker?: BrokerWithConnections };
}

interface BrokerWithConnections {
  connectionPool: { pool: { socket?: { destroy: () => void } }[] };
}

/**
 * Opens connections for requests of our own. A consumer's partition assigner is the one place where kafkajs exposes its
 * cluster; the consumer itself never joins a group. Topics that do not exist are not created by asking for them.
 * Close it with `closeCluster`.
 */
export async function openCluster(broker: string, topics: string[]): Promise<Cluster> {
  const kafka = await kafkaClient(broker);
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
  try {
    await found.connect();
    // Without topics kafkajs would load the metadata of all.
    if (topics.length > 0) await found.addMultipleTargetTopics(topics);
    else await found.refreshMetadata();
    return found;
  } catch (error) {
    await closeCluster(found);
    throw error;
  }
}

/** Closes the connections, also those of brokers that no longer respond. */
export async function closeCluster(cluster: Cluster): Promise<void> {
  const waited = new AbortController();
  const closed = cluster.disconnect().catch(() => undefined);
  const late = sleep(closeMs, 'late' as const, { signal: waited.signal }).catch(() => undefined);
  const first = await Promise.race([closed, late]);
  waited.abort();
  if (first !== 'late') return;
  const { brokers, seedBroker } = (cluster as ClusterWithConnections).brokerPool;
  for (const { connectionPool } of [...Object.values(brokers), ...(seedBroker ? [seedBroker] : [])]) {
    for (const { socket } of connectionPool.pool) socket?.destroy();
  }
}

/**
 * Does some work with a cluster, and closes it.
 * @param doing what the work is, for the error: "to list the groups"
 * @throws StreamkitError SERVICE_UNREACHABLE when no broker responds, USAGE for what Kafka never accepts
 */
export async function withCluster<Result>(
  broker: string,
  doing: string,
  work: (cluster: Cluster) => Promise<Result>,
): Promise<Result> {
  let cluster: Cluster | undefined;
  try {
    cluster = await openCluster(broker, []);
    return await work(cluster);
  } catch (error) {
    throw kafkaFailure(error, broker, doing);
  } finally {
    if (cluster) await closeCluster(cluster);
  }
}

const retries = 8;
const firstPauseMs = 50;

/**
 * Sends a request again, with fresh metadata, while brokers are electing leaders or are being restarted.
 * @throws what the last attempt threw
 */
export async function withRetries<Result>(cluster: Cluster, request: () => Promise<Result>): Promise<Result> {
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
  return root instanceof Error && 'retriable' in root && root.retriable === true;
}
