import type { Admin, ITopicMetadata } from 'kafkajs';
import { StreamkitError } from '../../shared/errors.js';
import { withAdmin } from '../wire/admin.js';
import { untilGone, untilLed } from './await-topics.js';
import { protocolError } from '../wire/failure.js';
import { topicConfigs } from './topic-configs.js';
import { checkTopicName, isInternalTopic } from './topic-name.js';
import { unknownTopic } from './unknown-topic.js';

export interface TopicSummary {
  name: string;
  partitions: number;
  replicationFactor: number;
  internal: boolean;
}

export interface PartitionDescription {
  partition: number;
  /** Broker ids; a leader of -1 means that there is none. */
  leader: number;
  replicas: number[];
  isr: number[];
  /** Offsets of the first record and of the one to come. */
  start: number;
  end: number;
}

export interface TopicDescription extends TopicSummary {
  /** Offsets from start to end, all partitions together; compaction and transactions make the records fewer. */
  records: number;
  /** Only those that were set on this topic. */
  configs: Record<string, string>;
  partitionList: PartitionDescription[];
}

export interface NewTopic {
  name: string;
  partitions?: number;
  replicationFactor?: number;
  configs?: Record<string, string>;
  /** A topic that is there already is left as it is. */
  ifNotExists?: boolean;
}

/**
 * Creates a topic; it has its leaders when this returns.
 * @throws StreamkitError ALREADY_EXISTS, or USAGE for a name, a number or a config that Kafka refuses
 */
export async function createTopic(
  broker: string,
  topic: NewTopic,
): Promise<TopicSummary & { created: boolean }> {
  const { name, partitions = 1, replicationFactor = 1, configs = {} } = topic;
  checkTopicName(name);
  return withAdmin(broker, `to create the topic ${name}`, async (admin) => {
    const created = await admin
      .createTopics({
        // kafkajs takes it for an error when the broker has not been told of the new topic yet.
        waitForLeaders: false,
        topics: [
          {
            topic: name,
            numPartitions: partitions,
            replicationFactor,
            configEntries: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
          },
        ],
      })
      .catch(async (error: unknown) => {
        throw await inWords(error, admin, topic);
      });
    if (!created && topic.ifNotExists !== true) {
      throw new StreamkitError('ALREADY_EXISTS', `The topic ${name} exists already.`, {
        service: 'kafka',
        suggestions: [`streamkit topic describe ${name}`, 'Add --if-not-exists to leave it as it is.'],
      });
    }
    return { ...summaryOf(await untilLed(admin, name, created ? partitions : 1)), created };
  });
}

/** All topics, by name. */
export async function listTopics(broker: string): Promise<TopicSummary[]> {
  return withAdmin(broker, 'to list the topics', async (admin) => {
    const { topics } = await admin.fetchTopicMetadata();
    return topics.map(summaryOf).sort((a, b) => (a.name < b.name ? -1 : 1));
  });
}

/** @throws StreamkitError NOT_FOUND for the first name that is no topic */
export async function describeTopics(broker: string, names: string[]): Promise<TopicDescription[]> {
  return withAdmin(broker, `to describe ${names.join(', ')}`, async (admin) => {
    const topics = await requireTopics(admin, names);
    const configs = await topicConfigs(admin, names);
    return Promise.all(topics.map(async (topic) => describe(admin, topic, configs.get(topic.name) ?? {})));
  });
}

/**
 * Deletes topics, all or (when one of them is not there) none.
 * @returns the names of those that were there
 * @throws StreamkitError NOT_FOUND, unless `ifExists`
 */
export async function deleteTopics(
  broker: string,
  names: string[],
  { ifExists = false } = {},
): Promise<string[]> {
  return withAdmin(broker, `to delete ${names.join(', ')}`, async (admin) => {
    const existing = await admin.listTopics();
    const missing = names.find((name) => !existing.includes(name));
    if (missing !== undefined && !ifExists) throw unknownTopic(missing, existing);
    const topics = names.filter((name) => existing.includes(name));
    if (topics.length > 0) {
      await admin.deleteTopics({ topics });
      await untilGone(admin, topics);
    }
    return topics;
  });
}

/** The metadata of topics, in the order of their names. @throws StreamkitError NOT_FOUND */
export async function requireTopics(admin: Admin, names: string[]): Promise<ITopicMetadata[]> {
  // All of them: asking for one that is not there would have an auto-creating broker make it.
  const { topics } = await admin.fetchTopicMetadata();
  return names.map((name) => {
    const found = topics.find((topic) => topic.name === name);
    if (found) return found;
    throw unknownTopic(
      name,
      topics.map((topic) => topic.name),
    );
  });
}

function summaryOf({ name, partitions }: ITopicMetadata): TopicSummary {
  return {
    name,
    partitions: partitions.length,
    replicationFactor: partitions[0]?.replicas.length ?? 0,
    internal: isInternalTopic(name),
  };
}

async function describe(
  admin: Admin,
  topic: ITopicMetadata,
  configs: Record<string, string>,
): Promise<TopicDescription> {
  const offsets = await admin.fetchTopicOffsets(topic.name);
  const partitionList = topic.partitions
    .map(({ partitionId, leader, replicas, isr }) => {
      const found = offsets.find(({ partition }) => partition === partitionId);
      const [start, end] = [Number(found?.low ?? 0), Number(found?.high ?? 0)];
      return { partition: partitionId, leader, replicas, isr, start, end };
    })
    .sort((a, b) => a.partition - b.partition);
  const records = partitionList.reduce((sum, { start, end }) => sum + end - start, 0);
  return { ...summaryOf(topic), records, configs, partitionList };
}

async function inWords(error: unknown, admin: Admin, { name, ...topic }: NewTopic): Promise<unknown> {
  const type = protocolError(error);
  if (type === 'INVALID_REPLICATION_FACTOR') {
    const { brokers } = await admin.describeCluster();
    const has = brokers.length === 1 ? 'the one broker here' : `the ${brokers.length} brokers here`;
    const factor = topic.replicationFactor ?? 1;
    const text = `The topic ${name} cannot have ${factor} replicas: ${has} can hold ${brokers.length}.`;
    return new StreamkitError('USAGE', text, {
      suggestions: [`streamkit topic create ${name} --replication-factor ${brokers.length}`],
      cause: error,
    });
  }
  if (type === 'INVALID_CONFIG') {
    const given = Object.entries(topic.configs ?? {}).map(([key, value]) => `${key}=${value}`);
    return new StreamkitError(
      'USAGE',
      `Kafka knows no such topic config, or no such value: ${given.join(', ')}.`,
      {
        suggestions: ['Write it as --config retention.ms=60000 or --config cleanup.policy=compact.'],
        cause: error,
      },
    );
  }
  if (type === 'INVALID_TOPIC_EXCEPTION') {
    // "a.b" and "a_b" would share the names of their metrics.
    const text = `Kafka refuses the name ${name}: one that differs only in "." and "_" exists.`;
    return new StreamkitError('ALREADY_EXISTS', text, { cause: error });
  }
  return error;
}
