import type { Admin } from 'kafkajs';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { withAdmin } from '../wire/admin.js';
import { protocolError } from '../wire/failure.js';
import { untilLed } from './await-topics.js';
import { checkPartitions, checkTopicName } from './topic-name.js';
import { summaryOf, type TopicSummary } from './topics.js';
import { onTopics } from '../wire/permissions.js';

export interface NewTopic {
  name: string;
  partitions?: number | undefined;
  /** The broker's default.replication.factor, unless given. */
  replicationFactor?: number | undefined;
  configs?: Record<string, string>;
  /** Leave a topic that exists as it is. */
  ifNotExists?: boolean;
}

/** In a request of Kafka: the broker decides. */
const brokerDefault = -1;

/**
 * Creates a topic, and waits for its leaders.
 * @throws StreamkitError ALREADY_EXISTS, or USAGE for a name, a number or a config that Kafka refuses
 */
export async function createTopic(
  broker: string,
  topic: NewTopic,
): Promise<TopicSummary & { created: boolean }> {
  const { name, partitions = 1, replicationFactor = brokerDefault, configs = {} } = topic;
  checkTopicName(name);
  checkPartitions(name, partitions);
  return withAdmin(
    broker,
    onTopics(`to create the topic ${name}`, [name], 'CREATE', 'DESCRIBE'),
    async (admin) => {
      const created = await admin
        .createTopics({
          // For kafkajs a broker that does not know of the new topic yet is an error.
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
        throw new StreamkitError('ALREADY_EXISTS', `Topic ${name} already exists.`, {
          service: 'kafka',
          suggestions: [
            suggest('Show it', 'topic', 'describe', name),
            'Add --if-not-exists to leave it as it is.',
          ],
        });
      }
      return { ...summaryOf(await untilLed(admin, name, created ? partitions : 1)), created };
    },
  );
}

async function inWords(error: unknown, admin: Admin, { name, ...topic }: NewTopic): Promise<unknown> {
  const type = protocolError(error);
  if (type === 'INVALID_REPLICATION_FACTOR') {
    const { brokers } = await admin.describeCluster();
    const has = brokers.length === 1 ? 'the one broker here' : `the ${brokers.length} brokers here`;
    const factor = topic.replicationFactor ?? 'that many';
    const text = `Topic ${name} cannot have ${factor} replicas: ${has} can hold ${brokers.length}.`;
    return new StreamkitError('USAGE', text, {
      suggestions: [
        suggest(
          'Use fewer replicas',
          ...['topic', 'create', name, '--replication-factor', String(brokers.length)],
        ),
      ],
      cause: error,
    });
  }
  if (type === 'INVALID_CONFIG') {
    const given = Object.entries(topic.configs ?? {}).map(([key, value]) => `${key}=${value}`);
    return new StreamkitError(
      'USAGE',
      `Kafka does not have such a topic config, or refuses its value: ${given.join(', ')}.`,
      {
        suggestions: ['Write it as --config retention.ms=60000 or --config cleanup.policy=compact.'],
        cause: error,
      },
    );
  }
  if (type === 'INVALID_TOPIC_EXCEPTION') {
    // "a.b" and "a_b" would have the same metric names.
    const text = `Kafka refuses the name ${name}: a topic exists whose name differs only in "." and "_".`;
    return new StreamkitError('ALREADY_EXISTS', text, { cause: error });
  }
  return error;
}
