import { didYouMean } from '../../shared/closest.js';
import { StreamkitError } from '../../shared/errors.js';

/** The error for a topic that is not there: what it was probably meant to be, and how to make it. */
export function unknownTopic(topic: string, existing: string[]): StreamkitError {
  const near = didYouMean(topic, existing);
  return new StreamkitError('NOT_FOUND', `There is no topic named ${topic}.`, {
    service: 'kafka',
    suggestions: [
      ...near,
      `streamkit topic create ${topic}`,
      ...(near.length > 0 ? [] : ['streamkit topic list']),
    ],
  });
}

/** The error for a topic that was there a moment ago. */
export function deletedTopic(topic: string): StreamkitError {
  return new StreamkitError('NOT_FOUND', `The topic ${topic} has been deleted.`, {
    service: 'kafka',
    suggestions: [`streamkit topic create ${topic}`],
  });
}
