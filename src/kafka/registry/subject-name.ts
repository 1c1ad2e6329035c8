import { StreamkitError } from '../../shared/errors.js';

/** Confluent's TopicNameStrategy, RecordNameStrategy and TopicRecordNameStrategy. */
export const subjectStrategies = ['topic', 'record', 'topic-record'] as const;
export type SubjectStrategy = (typeof subjectStrategies)[number];

/**
 * The subject that a strategy gives to the schema of a topic's keys or values. Pure.
 * @param schema an Avro schema; needed for the strategies that use its name
 * @throws StreamkitError USAGE for a schema without a name where it is needed
 */
export function subjectName(
  strategy: SubjectStrategy,
  topic: string,
  part: 'key' | 'value',
  schema: string | undefined,
): string {
  if (strategy === 'topic') return `${topic}-${part}`;
  const name = fullName(schema);
  if (name === undefined) {
    const text = `--subject-strategy ${strategy} needs a schema with a name.`;
    throw new StreamkitError('USAGE', text, {
      suggestions: ['Add --schema FILE with an Avro record, or name the subject with --subject NAME.'],
    });
  }
  return strategy === 'record' ? name : `${topic}-${name}`;
}

/** Of an Avro schema: its name with its namespace; undefined for one without. */
function fullName(schema: string | undefined): string | undefined {
  if (schema === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(schema);
  } catch {
    return undefined;
  }
  const { name, namespace } = (json ?? {}) as { name?: unknown; namespace?: unknown };
  if (typeof name !== 'string') return undefined;
  return typeof namespace === 'string' && namespace !== '' && !name.includes('.')
    ? `${namespace}.${name}`
    : name;
}
