import type { Admin } from 'kafkajs';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { withAdmin } from '../wire/admin.js';
import { untilLed } from './await-topics.js';
import { topicConfigs } from './topic-configs.js';
import { checkPartitions, refuseInternal } from './topic-name.js';
import { requireTopics } from './topics.js';
import { onTopics, type Work } from '../wire/permissions.js';

export interface TopicChange {
  /** The number to grow to. */
  partitions?: number | undefined;
  configs: Record<string, string>;
  /** Names of configs to reset to the broker's default. */
  deleteConfigs: string[];
  /** Change an internal topic as well. */
  force?: boolean;
}

export interface AlteredTopic {
  name: string;
  partitions: number;
  /** All configs that are set on the topic now. */
  configs: Record<string, string>;
}

/**
 * Changes a topic; everything is checked before anything is changed.
 * @throws StreamkitError NOT_FOUND for the topic or a config to delete; USAGE for an internal topic, for fewer partitions
 *   than it has, or for a config that Kafka refuses
 */
export async function alterTopic(broker: string, name: string, change: TopicChange): Promise<AlteredTopic> {
  return withAdmin(broker, alterWork(name, change), async (admin) => {
    if (change.force !== true) refuseInternal([name], 'alter');
    checkPartitions(name, change.partitions ?? 0);
    const [topic] = await requireTopics(admin, [name]);
    const present = topic?.partitions.length ?? 0;
    const wanted = change.partitions ?? present;
    if (wanted < present) {
      const text = `Topic ${name} has ${present} partitions: Kafka cannot remove partitions.`;
      throw new StreamkitError('USAGE', text, {
        service: 'kafka',
        suggestions: [
          suggest('Add a partition', 'topic', 'alter', name, '--partitions', String(present + 1)),
        ],
      });
    }
    const before = (await topicConfigs(admin, [name])).get(name) ?? {};
    const configs = changedConfigs(name, before, change);
    const touchesConfigs = Object.keys(change.configs).length + change.deleteConfigs.length > 0;
    if (touchesConfigs) await setConfigs(admin, name, configs, true);
    if (wanted > present) {
      await admin.createPartitions({ topicPartitions: [{ topic: name, count: wanted }] });
      await untilLed(admin, name, wanted, present);
    }
    if (touchesConfigs) await setConfigs(admin, name, configs, false);
    return { name, partitions: wanted, configs };
  });
}

function alterWork(name: string, { partitions, configs, deleteConfigs }: TopicChange): Work {
  const touchesConfigs = Object.keys(configs).length + deleteConfigs.length > 0;
  const operations = [
    ...(partitions === undefined ? [] : ['ALTER']),
    touchesConfigs ? 'ALTER_CONFIGS' : 'DESCRIBE_CONFIGS',
  ];
  return onTopics(`to change the topic ${name}`, [name], ...operations);
}

function changedConfigs(
  topic: string,
  before: Record<string, string>,
  { configs, deleteConfigs }: TopicChange,
): Record<string, string> {
  const unset = deleteConfigs.find((config) => !(config in before));
  if (unset !== undefined) {
    throw new StreamkitError('NOT_FOUND', `Config ${unset} is not set on topic ${topic}.`, {
      service: 'kafka',
      suggestions: [suggest('Show the configs that are set', 'topic', 'describe', topic)],
    });
  }
  const kept = Object.entries(before).filter(([config]) => !deleteConfigs.includes(config));
  return { ...Object.fromEntries(kept), ...configs };
}

/** AlterConfigs, the request that kafkajs has, replaces all configs of a topic, so all are passed. */
async function setConfigs(
  admin: Admin,
  topic: string,
  configs: Record<string, string>,
  validateOnly: boolean,
): Promise<void> {
  const { ConfigResourceTypes } = (await import('kafkajs')).default;
  await admin.alterConfigs({
    validateOnly,
    resources: [
      {
        type: ConfigResourceTypes.TOPIC,
        name: topic,
        configEntries: Object.entries(configs).map(([name, value]) => ({ name, value })),
      },
    ],
  });
}
