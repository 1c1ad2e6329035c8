import { connectTopics } from '../../services/settings/connect-settings.js';
import { StreamkitError } from '../../shared/errors.js';

const longest = 249;

/** Checks Kafka's own rule (org.apache.kafka.common.internals.Topic). @throws StreamkitError USAGE */
export function checkTopicName(name: string): void {
  const wrong = whatIsWrong(name);
  if (wrong === undefined) return;
  throw new StreamkitError('USAGE', `"${name}" is not a valid topic name: ${wrong}.`, {
    suggestions: [`Use letters, digits, ".", "_" and "-", at most ${longest} of them.`],
  });
}

function whatIsWrong(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (name === '.' || name === '..') return 'Kafka does not allow "." and ".."';
  const illegal = /[^a-zA-Z0-9._-]/u.exec(name)?.[0];
  if (illegal !== undefined) return `it contains ${illegal === ' ' ? 'a space' : `"${illegal}"`}`;
  if (name.length > longest) return `it is ${name.length} characters long`;
  return undefined;
}

const internalTopics = new Set([
  // Those that brokers mark as internal.
  '__consumer_offsets',
  '__transaction_state',
  '__share_group_state',
  '__cluster_metadata',
  // Confluent's Schema Registry.
  '_schemas',
  ...Object.values(connectTopics),
]);

/** Whether Kafka, the Schema Registry or Connect keeps its own data in a topic. Users may name theirs with `__` as well. */
export function isInternalTopic(name: string): boolean {
  return internalTopics.has(name);
}

/** @throws StreamkitError USAGE for an internal topic */
export function refuseInternal(names: string[], doing: string): void {
  const internal = names.find(isInternalTopic);
  if (internal === undefined) return;
  throw new StreamkitError(
    'USAGE',
    `Topic ${internal} is internal: services of the stack keep their data in it.`,
    {
      service: 'kafka',
      suggestions: [`Add --force to ${doing} it anyway.`],
    },
  );
}

/** More than brokers have been seen to survive: one file and several memory maps each. */
const mostPartitions = 10_000;

/** @throws StreamkitError USAGE for a number of partitions that would take the broker down */
export function checkPartitions(name: string, partitions: number): void {
  if (partitions <= mostPartitions) return;
  const text = `Topic ${name} cannot have ${partitions} partitions: a broker cannot hold that many.`;
  throw new StreamkitError('USAGE', text, {
    service: 'kafka',
    suggestions: [`Use at most ${mostPartitions} partitions for one topic.`],
  });
}
