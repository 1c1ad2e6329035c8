import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { parsePairs, writingContextFlags } from '../../cli/flags.js';
import { createTopic } from '../../kafka/topics/create-topic.js';
import type { TopicSummary } from '../../kafka/topics/topics.js';
import { count } from '../../render/kafka/topics.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class TopicCreate extends BaseCommand {
  static override summary = 'Create a topic';
  static override examples = [
    '<%= config.bin %> topic create orders --partitions 3',
    '<%= config.bin %> topic create prices --config cleanup.policy=compact --if-not-exists',
  ];
  static override args = {
    name: Args.string({ description: 'topic name', required: true }),
  };
  static override flags = {
    ...writingContextFlags,
    partitions: Flags.integer({ char: 'p', description: 'number of partitions', default: 1, min: 1 }),
    'replication-factor': Flags.integer({
      char: 'r',
      description:
        'number of replicas of each partition (default: as the brokers are set; in a local stack up to 3)',
      min: 1,
      max: 32_767,
    }),
    config: Flags.string({
      char: 'c',
      description: 'topic config (repeatable)',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME=VALUE',
    }),
    'if-not-exists': Flags.boolean({ description: 'do nothing if the topic already exists' }),
  };

  async run(): Promise<TopicSummary & { created: boolean }> {
    const { args, flags } = await this.parse(TopicCreate);
    const configs = parsePairs('--config', flags.config ?? [], 'retention.ms=60000');
    const session = await this.open(flags);
    const topic = await createTopic(endpointOf(session, 'kafka'), {
      name: args.name,
      partitions: flags.partitions,
      replicationFactor: flags['replication-factor'],
      configs: Object.fromEntries(configs),
      ifNotExists: flags['if-not-exists'],
    });
    const has = topic.created ? 'Created the topic' : 'There is already a topic';
    this.log(`${has} ${topic.name} with ${count(topic.partitions, 'partition')}.`);
    return topic;
  }
}
