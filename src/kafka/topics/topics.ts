import type { Admin, ITopicMetadata } from 'kafkajs';
import { loadedTopics, withCluster } from '../wire/cluster.js';
import { protocolError } from '../wire/failure.js';
import { isInternalTopic } from './topic-name.js';
import { unknownTopic } from './unknown-topic.js';

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
  /** Offsets of the first record and of the next one; null while no leader responds. */
  start: number | null;
  end: number | null;
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

/** All topics, by name, with one request for metadata. */
export async function listTopics(broker: string): Promise<TopicSummary[]> {
  return withCluster(broker, 'to list the topics', async (cluster) =>
    Promise.resolve(
      loadedTopics(cluster)
        .map(summaryOf)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ),
  );
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
