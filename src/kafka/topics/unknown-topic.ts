import { didYouMean } from '../../shared/closest.js';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';

/** The error for a topic that does not exist: similar names, and how to create it. */
export function unknownTopic(topic: string, existing: string[]): StreamkitError {
  const near = didYouMean(topic, existing);
  return new StreamkitError('NOT_FOUND', `Topic ${topic} does not exist.`, {
    service: 'kafka',
    suggestions: [
      ...near,
      suggest('Create it', 'topic', 'create', topic),
      ...(near.length > 0 ? [] : [suggest('List the topics', 'topic', 'list')]),
    ],
  });
}

/** The error for a topic that existed a moment ago. */
export function deletedTopic(topic: string): StreamkitError {
  return new StreamkitError('NOT_FOUND', `Topic ${topic} was deleted.`, {
    service: 'kafka',
    suggestions: [suggest('Create it', 'topic', 'create', topic)],
  });
}

/** The error for a partition that a topic does not have. */
export function unknownPartition(topic: string, partition: number, count: number): StreamkitError {
  const has = count === 1 ? 'only partition 0' : `partitions 0 to ${count - 1}`;
  const enough = String(Math.max(partition, 0) + 1);
  return new StreamkitError('NOT_FOUND', `Topic ${topic} has no partition ${partition}: it has ${has}.`, {
    service: 'kafka',
    suggestions: [suggest('Add partitions', 'topic', 'alter', topic, '--partitions', enough)],
  });
}
