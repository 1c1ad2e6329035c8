import type { EngineName } from '../../engines/engine.js';
import type { KafkaMode } from '../../services/types.js';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import type { StackRecord } from './record.js';

/** The mode of Kafka, which was decided at the first `up`. @throws StreamkitError USAGE for another one */
export function keptMode(
  record: StackRecord | undefined,
  asked: KafkaMode | undefined,
): KafkaMode | undefined {
  if (record && asked && record.kafkaMode !== asked) {
    throw new StreamkitError(
      'USAGE',
      `This stack runs Kafka in ${record.kafkaMode} mode; its data cannot change mode.`,
      {
        suggestions: [
          suggest('Make another stack', 'up', '--kafka-mode', asked, '--stack', 'NAME'),
          suggest('Delete this one first', 'down', '--data'),
        ],
      },
    );
  }
  return record?.kafkaMode ?? asked;
}

/** Whether the stack is secured, which was decided at its first `up`; undefined where nothing says so. */
export function keptSecurity(
  record: StackRecord | undefined,
  asked: boolean | undefined,
): boolean | undefined {
  if (!record) return asked;
  const kept = record.secure === true;
  if (asked !== true || kept) return kept;
  throw new StreamkitError('USAGE', 'This stack was created without --secure and cannot change.', {
    suggestions: [
      suggest('Create another stack', 'up', '--secure', '--stack', 'NAME'),
      suggest('Or delete this one with its data first', 'down', '--data'),
    ],
  });
}

/** @throws StreamkitError USAGE for what only local processes can have @param flag of `up` */
export function refuseInDocker(engine: EngineName, what: string, flag: string): void {
  if (engine !== 'docker') return;
  throw new StreamkitError('USAGE', `${what} run on the local engine only.`, {
    suggestions: [suggest('Run it as local processes', 'up', flag, '--engine', 'local')],
  });
}
