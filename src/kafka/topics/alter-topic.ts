import type { Admin } from 'kafkajs';
import { StreamkitError } from '../../shared/errors.js';
import { withAdmin } from '../wire/admin.js';
import { untilLed } from './await-topics.js';
import { topicConfigs } from './topic-configs.js';
import { requireTopics } from './topics.js';

export interface TopicChange {
  /** The number to grow to. */
  partitions?: number | undefined;
  configs: Record<string, string>;
  /** Names of configs to set back to the broker's default. */
  deleteConfigs: string[];
}

export interface AlteredTopic {
  name: string;
  partitions: number;
  /** All that are set on the topic now. */
  configs: Record<string, string>;
}

/**
 * Changes a topic; everything is checked before anything is changed.
 * @throws StreamkitError NOT_FOUND for the topic or a config to delete; USAGE for fewer partitions than there are, or a
 *   config that Kafka refuses
 */
export async function alterTopic(broker: string, name: string, change: TopicChange): Promise<AlteredTopic> {
  return withAdmin(broker, `to change the topic ${name}`, async (admin) => {
    const [topic] = await requireTopics(admin, [name]);
    const present = topic?.partitions.length ?? 0;
    const wanted = change.partitions ?? present;
    if (wanted < present) {
      const text = `The topic ${name} has ${present} partitions; Kafka can add partitions, but not take any away.`;
      throw new StreamkitError('USAGE', text, {
        service: 'kafka',
        suggestions: [`streamkit topic alter ${name} --partitions ${present + 1}`],
      });
    }
    const before = (await topicConfigs(admin, [name])).get(name) ?? {};
    const configs = changedConfigs(name, before, change);
    const touchesConfigs = Object.keys(change.configs).length + change.deleteConfigs.length > 0;
    if (touchesConfigs) await setConfigs(admin, name, configs, true);
    if (wanted > present) {
      await admin.createPartitions({ topicPartitions: [{ topic: name, count: wanted }] });
      await untilLed(admin, name, wanted);
    }
    if (touchesConfigs) await setConfigs(admin, name, configs, false);
    return { name, partitions: wanted, configs };
  });
}

function changedConfigs(
  topic: string,
  before: Record<string, string>,
  { configs, deleteConfigs }: TopicChange,
): Record<string, string> {
  const unset = deleteConfigs.find((config) => !(config in before));
  if (unset !== undefined) {
    throw new StreamkitError('NOT_FOUND', `The config ${unset} is not set on the topic ${topic}.`, {
      service: 'kafka',
      suggestions: [`streamkit topic describe ${topic} shows those that are`],
    });
  }
  const kept = Object.entries(before).filter(([config]) => !deleteConfigs.includes(config));
  return { ...Object.fromEntries(kept), ...configs };
}

/** The request that kafkajs has (AlterConfigs) replaces all configs of a topic, so all are given. */
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
