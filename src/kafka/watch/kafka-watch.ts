import type { Admin, Broker, Cluster } from 'kafkajs';
import { endConnections, kafkaClient } from '../wire/client.js';
import { closeCluster, closeInTime, connectInTime, openCluster } from '../wire/cluster.js';
import { kafkaFailure } from '../wire/failure.js';
import { offsetsOf } from '../groups/describe-group.js';
import { loadGroups } from '../groups/load-groups.js';
import { isInternalTopic } from '../topics/topic-name.js';

export interface PartitionOffsets {
  partition: number;
  /** -1 when it has no leader. */
  leader: number;
  replicas: number;
  inSync: number;
  /** Offset of the first record; undefined while there is no leader to ask. */
  start?: number | undefined;
  /** Offset of the next record to be written. */
  end?: number | undefined;
}

export interface TopicOffsets {
  name: string;
  internal: boolean;
  partitions: PartitionOffsets[];
}

export interface GroupOffsets {
  name: string;
  /** Kafka's name of it: Stable, Empty, PreparingRebalance, … */
  state: string;
  members: number;
  committed: { topic: string; partition: number; offset: number }[];
}

/** Connections that stay open, for samples that are taken every second. */
export interface KafkaWatch {
  /** All topics with their offsets: one metadata request, and two ListOffsets requests per broker. */
  topics: () => Promise<TopicOffsets[]>;
  groups: () => Promise<GroupOffsets[]>;
  close: () => Promise<void>;
}

/** @throws StreamkitError SERVICE_UNREACHABLE */
export async function openKafkaWatch(broker: string): Promise<KafkaWatch> {
  const kafka = await kafkaClient(broker);
  const admin = kafka.admin();
  let cluster: Cluster | undefined;
  const inWords = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw kafkaFailure(error, broker, 'to sample its offsets');
    }
  };
  const close = async () => {
    await Promise.allSettled([closeInTime(admin.disconnect()), cluster && closeCluster(cluster)]);
    endConnections(kafka);
  };
  try {
    await inWords(async () => connectInTime(admin.connect(), broker));
    const connected = (cluster = await inWords(async () => openCluster(broker, [])));
    return {
      topics: async () => inWords(async () => sampleTopics(admin, connected)),
      groups: async () => inWords(async () => sampleGroups(connected)),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function sampleTopics(admin: Admin, cluster: Cluster): Promise<TopicOffsets[]> {
  const { topics } = await admin.fetchTopicMetadata();
  const led = topics.flatMap(({ name, partitions }) =>
    partitions
      .filter(({ leader }) => leader >= 0)
      .map(({ partitionId, leader }) => ({ topic: name, partition: partitionId, leader })),
  );
  const [ends, starts] = [new Map<string, number>(), new Map<string, number>()];
  for (const leader of new Set(led.map((one) => one.leader))) {
    const broker = await brokerOf(cluster, leader);
    const own = led.filter((one) => one.leader === leader);
    await listOffsets(broker, own, latest, ends);
    await listOffsets(broker, own, earliest, starts);
  }
  return topics
    .map(({ name, partitions }) => ({
      name,
      internal: isInternalTopic(name),
      partitions: partitions
        .map(({ partitionId, leader, replicas, isr }) => ({
          partition: partitionId,
          leader,
          replicas: replicas.length,
          inSync: isr.length,
          start: starts.get(`${name}/${partitionId}`),
          end: ends.get(`${name}/${partitionId}`),
        }))
        .sort((a, b) => a.partition - b.partition),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const latest = '-1';
const earliest = '-2';

/** The request that kafkajs has, but its types do not show. */
interface OffsetBroker extends Broker {
  listOffsets: (request: {
    replicaId: number;
    isolationLevel: number;
    topics: { topic: string; partitions: { partition: number; timestamp: string }[] }[];
  }) => Promise<{
    responses: { topic: string; partitions: { partition: number; errorCode: number; offset: string }[] }[];
  }>;
}

/** A broker that joined after the connection was made is known after the metadata is read again. */
async function brokerOf(cluster: Cluster, node: number): Promise<OffsetBroker> {
  const nodeId = String(node);
  try {
    return (await cluster.findBroker({ nodeId })) as OffsetBroker;
  } catch {
    await cluster.refreshMetadata();
    return (await cluster.findBroker({ nodeId })) as OffsetBroker;
  }
}

async function listOffsets(
  broker: OffsetBroker,
  partitions: { topic: string; partition: number }[],
  timestamp: string,
  into: Map<string, number>,
): Promise<void> {
  const byTopic = new Map<string, { partition: number; timestamp: string }[]>();
  for (const { topic, partition } of partitions) {
    const known = byTopic.get(topic) ?? [];
    known.push({ partition, timestamp });
    byTopic.set(topic, known);
  }
  const { responses } = await broker.listOffsets({
    replicaId: -1,
    isolationLevel: 0,
    topics: [...byTopic].map(([topic, list]) => ({ topic, partitions: list })),
  });
  for (const { topic, partitions: answers } of responses)
    for (const { partition, errorCode, offset } of answers)
      if (errorCode === 0 && Number(offset) >= 0) into.set(`${topic}/${partition}`, Number(offset));
}

async function sampleGroups(cluster: Cluster): Promise<GroupOffsets[]> {
  await cluster.refreshMetadata();
  const groups = (await loadGroups(cluster)).filter(({ protocol }) => protocol !== 'connect');
  return Promise.all(
    groups.map(async (group) => ({
      name: group.group,
      state: group.state,
      members: group.members.length,
      committed: (await offsetsOf(cluster, group)).filter(({ offset }) => offset >= 0),
    })),
  );
}
