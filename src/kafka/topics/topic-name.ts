import { StreamkitError } from '../../shared/errors.js';

const longest = 249;

/** Kafka's own rule (org.apache.kafka.common.internals.Topic). @throws StreamkitError USAGE for a name it refuses */
export function checkTopicName(name: string): void {
  const wrong = whatIsWrong(name);
  if (wrong === undefined) return;
  throw new StreamkitError('USAGE', `"${name}" cannot be a topic's name: ${wrong}.`, {
    suggestions: [`Use letters, digits, ".", "_" and "-", at most ${longest} of them.`],
  });
}

function whatIsWrong(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (name === '.' || name === '..') return 'Kafka keeps "." and ".." out';
  const illegal = /[^a-zA-Z0-9._-]/u.exec(name)?.[0];
  if (illegal !== undefined) return `it has ${illegal === ' ' ? 'a space' : `"${illegal}"`} in it`;
  if (name.length > longest) return `it is ${name.length} characters long`;
  return undefined;
}

/** Topics that the platform made for itself. */
export function isInternalTopic(name: string): boolean {
  return name.startsWith('__') || name === '_schemas';
}
