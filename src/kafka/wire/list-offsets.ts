import type { Broker, Cluster } from 'kafkajs';
import { settleAll } from '../../shared/settle-all.js';
import { isTemporary, withRetries } from './cluster.js';
import { brokerError, leaderNotAvailable } from './failure.js';

export interface TopicPartition {
  topic: string;
  partition: number;
}

export type PartitionOffset = TopicPartition & {
  /** -1 when no record is as new as the timestamp that was asked for. */
  offset: number;
};

/** The key of a partition in maps. */
export function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}:${partition}`;
}

/** All partitions of some topics, as the cluster's metadata has them. */
export function partitionsOf(cluster: Cluster, topics: string[]): TopicPartition[] {
  return topics.flatMap((topic) =>
    cluster
      .findTopicPartitionMetadata(topic)
      .map(({ partitionId }) => ({ topic, partition: partitionId }))
      .sort((a, b) => a.partition - b.partition),
  );
}

/** Timestamps with a meaning of their own. */
export const earliest = -2;
/** The high watermark: records of open transactions lie before it. */
export const latest = -1;

/** A method of kafkajs's Broker that its types leave out. */
interface OffsetsBroker extends Broker {
  listOffsets: (request: {
    replicaId: number;
    isolationLevel: number;
    topics: { topic: string; partitions: { partition: number; timestamp: number }[] }[];
  }) => Promise<{ responses: { topic: string; partitions: { partition: number; offset: string }[] }[] }>;
}

/**
 * The offsets at a timestamp, of any number of partitions with one request per leader.
 * kafkajs's own calls return the last stable offset as the end, which an open transaction holds back.
 * @param timestamp `earliest`, `latest`, or milliseconds since the epoch for the first record that is not older
 */
export async function listOffsets(
  cluster: Cluster,
  partitions: TopicPartition[],
  timestamp: number,
): Promise<PartitionOffset[]> {
  return withRetries(cluster, async () => {
    const leaders = byLeader(cluster, partitions);
    if (leaders.has(noLeader)) throw await brokerError(leaderNotAvailable);
    const answers = await settleAll([...leaders].map(async (led) => offsetsAt(cluster, led, timestamp)));
    return answers.flat();
  });
}

/** Some 4 s: what is not known is left out. */
const fewRetries = 8;

/**
 * The same of the partitions whose leaders respond: those without a leader are left out at once, and those of a leader that
 * went away when no other one is elected within seconds.
 */
export async function reachableOffsets(
  cluster: Cluster,
  partitions: TopicPartition[],
  timestamp: number,
): Promise<PartitionOffset[]> {
  const found: PartitionOffset[] = [];
  let left = partitions;
  const rest = withRetries(
    cluster,
    async () => {
      const leaders = [...byLeader(cluster, left)].filter(([nodeId]) => nodeId !== noLeader);
      const answers = await Promise.allSettled(
        leaders.map(async ([nodeId, led]) => {
          found.push(...(await offsetsAt(cluster, [nodeId, led], timestamp)));
          return led;
        }),
      );
      const done = new Set(answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])));
      left = left.filter((one) => !done.has(one));
      for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
    },
    fewRetries,
  );
  await rest.catch((error: unknown) => {
    if (!isTemporary(error)) throw error;
  });
  return found;
}

async function offsetsAt(
  cluster: Cluster,
  [nodeId, led]: [string, TopicPartition[]],
  timestamp: number,
): Promise<PartitionOffset[]> {
  const broker = (await cluster.findBroker({ nodeId })) as OffsetsBroker;
  const topics = [...grouped(led)].map(([topic, ids]) => ({
    topic,
    partitions: ids.map((partition) => ({ partition, timestamp })),
  }));
  const { responses } = await broker.listOffsets({ replicaId: -1, isolationLevel: 0, topics });
  return responses.flatMap(({ topic, partitions: found }) =>
    found.map(({ partition, offset }) => ({ topic, partition, offset: Number(offset) })),
  );
}

/** What `byLeader` has for partitions without a leader. */
export const noLeader = '-1';

/** Partitions by the id of the broker that leads them, as a string; `noLeader` for those without. */
export function byLeader<Item extends TopicPartition>(cluster: Cluster, items: Item[]): Map<string, Item[]> {
  const leaders = new Map<string, number>();
  for (const topic of new Set(items.map((item) => item.topic))) {
    for (const { partitionId, leader } of cluster.findTopicPartitionMetadata(topic)) {
      leaders.set(keyOf({ topic, partition: partitionId }), leader);
    }
  }
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const leader = String(leaders.get(keyOf(item)) ?? -1);
    const led = groups.get(leader);
    if (led) led.push(item);
    else groups.set(leader, [item]);
  }
  return groups;
}

/** Partition numbers by topic. */
export function grouped(partitions: TopicPartition[]): Map<string, number[]> {
  const topics = new Map<string, number[]>();
  for (const { topic, partition } of partitions) {
    const found = topics.get(topic);
    if (found) found.push(partition);
    else topics.set(topic, [partition]);
  }
  return topics;
}
