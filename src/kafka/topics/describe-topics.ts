import type { Broker, ITopicMetadata } from 'kafkajs';
import { settleAll } from '../../shared/settle-all.js';
import { openTopics } from '../consume/open-topics.js';
import { closeCluster, loadedTopics, seedBroker } from '../wire/cluster.js';
import { kafkaFailure } from '../wire/failure.js';
import { earliest, keyOf, latest, partitionsOf, reachableOffsets } from '../wire/list-offsets.js';
import { onTopics } from '../wire/permissions.js';
import { topicConfigs, type ConfigReader } from './topic-configs.js';
import { summaryOf, type TopicDescription } from './topics.js';

/**
 * Describes topics; the number of requests does not depend on their number.
 * @throws StreamkitError NOT_FOUND for the first topic that does not exist
 */
export async function describeTopics(broker: string, names: string[]): Promise<TopicDescription[]> {
  if (names.length === 0) return [];
  try {
    const cluster = await openTopics(broker, names);
    try {
      const topics = new Map(loadedTopics(cluster).map((topic) => [topic.name, topic]));
      const all = partitionsOf(cluster, [...topics.keys()]);
      const offsets = async (at: number) =>
        new Map((await reachableOffsets(cluster, all, at)).map((found) => [keyOf(found), found.offset]));
      const [configs, starts, ends] = await settleAll([
        topicConfigs(seedBroker(cluster) as Broker & ConfigReader, names),
        offsets(earliest),
        offsets(latest),
      ]);
      return names.flatMap((name) => {
        const topic = topics.get(name);
        return topic ? [describe(topic, configs.get(name) ?? {}, starts, ends)] : [];
      });
    } finally {
      await closeCluster(cluster);
    }
  } catch (error) {
    const work = onTopics(`to describe ${names.join(', ')}`, names, 'DESCRIBE', 'DESCRIBE_CONFIGS');
    throw kafkaFailure(error, broker, work);
  }
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
      const [start, end] = [starts.get(key) ?? null, ends.get(key) ?? null];
      return { partition: partitionId, leader, replicas, isr, start, end };
    })
    .sort((a, b) => a.partition - b.partition);
  const records = partitionList.reduce((sum, { start, end }) => sum + (end ?? 0) - (start ?? 0), 0);
  const underReplicated = partitionList.filter(({ isr, replicas }) => isr.length < replicas.length).length;
  return { ...summaryOf(topic), underReplicated, records, configs, partitionList };
}
