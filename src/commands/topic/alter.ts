import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { parseAssignments, writingContextFlags } from '../../cli/flags.js';
import { StreamkitError } from '../../shared/errors.js';
import { alterTopic, type AlteredTopic } from '../../kafka/topics/alter-topic.js';
import { reassignTopic } from '../../kafka/topics/reassign-topic.js';
import { count } from '../../render/kafka/topics.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class TopicAlter extends BaseCommand {
  static override summary = 'Change the partitions, replicas or configs of a topic';
  static override examples = [
    '<%= config.bin %> topic alter orders --partitions 6',
    '<%= config.bin %> topic alter prices --config retention.ms=60000 --delete-config cleanup.policy',
  ];
  static override args = {
    name: Args.string({ description: 'topic name', required: true }),
  };
  static override flags = {
    ...writingContextFlags,
    partitions: Flags.integer({ char: 'p', description: 'new number of partitions', min: 1 }),
    config: Flags.string({
      char: 'c',
      description: 'config to set (repeatable)',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME=VALUE',
    }),
    'replication-factor': Flags.integer({
      char: 'r',
      description: 'new number of replicas of each partition',
      min: 1,
    }),
    force: Flags.boolean({ description: 'alter an internal topic as well' }),
    'delete-config': Flags.string({
      description: 'config to reset to its default (repeatable)',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME',
    }),
  };

  async run(): Promise<AlteredTopic> {
    const { args, flags } = await this.parse(TopicAlter);
    const configs = parseAssignments('--config', flags.config ?? [], 'retention.ms=60000');
    const deleteConfigs = flags['delete-config'] ?? [];
    const { partitions, force, 'replication-factor': replicationFactor } = flags;
    const counts = [partitions, replicationFactor].filter((number) => number !== undefined);
    if (counts.length + Object.keys(configs).length + deleteConfigs.length === 0) {
      throw new StreamkitError('USAGE', 'Nothing to change was given.', {
        suggestions: ['Add --partitions, --replication-factor, --config or --delete-config.'],
      });
    }
    const session = await this.open(flags);
    const broker = endpointOf(session, 'kafka');
    const topic = await alterTopic(broker, args.name, { partitions, configs, deleteConfigs, force });
    if (replicationFactor !== undefined) {
      await reassignTopic(broker, args.name, {
        replicationFactor,
        force,
        dryRun: false,
        signal: session.signal,
      });
    }
    const set = Object.entries(topic.configs).map(([name, value]) => `${name}=${value}`);
    const replicas = replicationFactor === undefined ? [] : [`${count(replicationFactor, 'replica')} each`];
    const has = [count(topic.partitions, 'partition'), ...replicas, ...set].join(', ');
    this.log(`Topic ${topic.name} now has ${has}.`);
    return topic;
  }
}
