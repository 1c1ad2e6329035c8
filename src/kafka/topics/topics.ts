import type { Admin, ITopicMetadata } from 'kafkajs';
import { withAdmin } from '../wire/admin.js';
import { withCluster } from '../wire/cluster.js';
import { protocolError } from '../wire/failure.js';
import { earliest, keyOf, latest, listOffsets } from '../wire/list-offsets.js';
import { topicConfigs } from './topic-configs.js';
import { isInternalTopic } from './topic-name.js';
import { unknownTopic } from './unknown-topic.js';
import { onTopics } from '../wire/permissions.js';

export interface TopicSummary {
  name: string;
  partitions: number;
  replicationFactor: number;
  internal: boolean;
}

export interface PartitionDescription {
  partition: number;
  /** Broker ids; a leader of -1 means that the partition has none. */
  leader: number;
  replicas: number[];
  isr: number[];
  /** Offsets of the first record and of the next one. */
  start: number;
  end: number;
}

export interface TopicDescription extends TopicSummary {
  /** Partitions with fewer in-sync replicas than replicas. */
  underReplicated: number;
  /** Offsets from start to end of all partitions: with compaction or transactions more than there are records. */
  records: number;
  /** Only those that are set on this topic. */
  configs: Record<string, string>;
  partitionList: PartitionDescription[];
}

/** All topics, by name. */
export async function listTopics(broker: string): Promise<TopicSummary[]> {
  return withAdmin(broker, 'to list the topics', async (admin) => {
    const { topics } = await admin.fetchTopicMetadata();
    return topics.map(summaryOf).sort((a, b) => (a.name < b.name ? -1 : 1));
  });
}

/**
 * Describes topics; the number of requests does not depend on their number.
 * @throws StreamkitError NOT_FOUND for the first topic that does not exist
 */
export async function describeTopics(broker: string, names: string[]): Promise<TopicDescription[]> {
  const doing = onTopics(`to describe ${names.join(', ')}`, names, 'DESCRIBE', 'DESCRIBE_CONFIGS');
  const [topics, configs] = await withAdmin(broker, doing, async (admin) => [
    await requireTopics(admin, names),
    await topicConfigs(admin, names),
  ]);
  const { starts, ends } = await withCluster(broker, doing, async (cluster) => {
    await cluster.addMultipleTargetTopics(names);
    const led = topics.flatMap(({ name, partitions }) =>
      partitions
        .filter(({ leader }) => leader >= 0)
        .map(({ partitionId }) => ({ topic: name, partition: partitionId })),
    );
    const offsets = async (at: number) =>
      new Map((await listOffsets(cluster, led, at)).map((found) => [keyOf(found), found.offset]));
    return { starts: await offsets(earliest), ends: await offsets(latest) };
  });
  return topics.map((topic) => describe(topic, configs.get(topic.name) ?? {}, starts, ends));
}

/** The metadata of topics, in the order of their names. @throws StreamkitError NOT_FOUND */
export async function requireTopics(admin: Admin, names: string[]): Promise<ITopicMetadata[]> {
  if (names.length === 0) return [];
  const { topics } = await admin.fetchTopicMetadata({ topics: names }).catch(async (error: unknown) => {
    if (!unknown.has(protocolError(error) ?? '')) throw error;
    // Those that the user may see: the ones that are spelled alike.
    return admin.fetchTopicMetadata();
  });
  const byName = new Map(topics.map((topic) => [topic.name, topic]));
  return names.map((name) => {
    const found = byName.get(name);
    if (found) return found;
    throw unknownTopic(
      name,
      topics.map((topic) => topic.name),
    );
  });
}

/** How a broker answers for a name that no topic has; kafkajs's admin does not let it create the topic. */
export const unknown = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'INVALID_TOPIC_EXCEPTION']);

export function summaryOf({ name, partitions }: ITopicMetadata): TopicSummary {
  return {
    name,
    partitions: partitions.length,
    replicationFactor: partitions[0]?.replicas.length ?? 0,
    internal: isInternalTopic(name),
  };
}

function describe(
  topic: ITopicMetadata,
  configs: Record<string, string>,
  starts: Map<string, number>,
  ends: Map<string, number>,
): TopicDescription {
  const partitionList = topic.partitions
    .map(({ partitionId, leader, replicas, isr }) => {
      const key = keyOf({ topic: topic.name, partition: partitionId });
      const [start, end] = [starts.get(key) ?? 0, ends.get(key) ?? 0];
      return { partition: partitionId, leader, replicas, isr, start, end };
    })
    .sort((a, b) => a.partition - b.partition);
  const records = partitionList.reduce((sum, { start, end }) => sum + end - start, 0);
  const underReplicated = partitionList.filter(({ isr, replicas }) => isr.length < replicas.length).length;
  return { ...summaryOf(topic), underReplicated, records, configs, partitionList };
}
