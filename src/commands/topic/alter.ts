import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { StreamkitError } from '../../shared/errors.js';
import { alterTopic, type AlteredTopic } from '../../kafka/topics/alter-topic.js';
import { pairs } from '../../kafka/topics/pairs.js';
import { count } from '../../render/topics.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class TopicAlter extends BaseCommand {
  static override summary = 'Change the partitions or configs of a topic';
  static override examples = [
    '<%= config.bin %> topic alter orders --partitions 6',
    '<%= config.bin %> topic alter prices --config retention.ms=60000 --delete-config cleanup.policy',
  ];
  static override args = {
    name: Args.string({ description: 'topic name', required: true, ignoreStdin: true }),
  };
  static override flags = {
    partitions: Flags.integer({ char: 'p', description: 'new number of partitions', min: 1 }),
    config: Flags.string({
      char: 'c',
      description: 'config to set (repeatable)',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME=VALUE',
    }),
    'delete-config': Flags.string({
      description: 'config to reset to its default (repeatable)',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME',
    }),
  };

  async run(): Promise<AlteredTopic> {
    const { args, flags } = await this.parse(TopicAlter);
    const configs = Object.fromEntries(pairs('--config', flags.config ?? [], 'retention.ms=60000'));
    const deleteConfigs = flags['delete-config'] ?? [];
    if (flags.partitions === undefined && Object.keys(configs).length + deleteConfigs.length === 0) {
      throw new StreamkitError('USAGE', 'Nothing to change was given.', {
        suggestions: ['Add --partitions, --config or --delete-config.'],
      });
    }
    const session = await this.open(flags);
    const change = { partitions: flags.partitions, configs, deleteConfigs };
    const topic = await alterTopic(endpointOf(session, 'kafka'), args.name, change);
    const set = Object.entries(topic.configs).map(([name, value]) => `${name}=${value}`);
    const has = [count(topic.partitions, 'partition'), ...set].join(', ');
    this.log(`The topic ${topic.name} has now ${has}.`);
    return topic;
  }
}
