import { closest } from '../closest.js';
import { StreamkitError } from '../errors.js';

/** The error for a topic that is not there: what it was probably meant to be, and how to make it. */
export function unknownTopic(topic: string, existing: string[]): StreamkitError {
  const near = closest(topic, existing);
  return new StreamkitError('NOT_FOUND', `There is no topic named ${topic}.`, {
    service: 'kafka',
    suggestions: [
      ...(near.length > 0 ? [`Did you mean ${near.join(' or ')}?`] : []),
      `streamkit topic create ${topic}`,
      ...(near.length > 0 ? [] : ['streamkit topic list']),
    ],
  });
}
