import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { contextFlag } from '../../cli/flags.js';
import { describeTopics } from '../../kafka/topics/describe-topics.js';
import type { TopicDescription } from '../../kafka/topics/topics.js';
import { topicSheet } from '../../render/kafka/topics.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class TopicDescribe extends BaseCommand {
  static override summary = 'Show the partitions, leaders, offsets and configs of topics';
  static override examples = [
    '<%= config.bin %> topic describe orders',
    '<%= config.bin %> topic describe orders prices --json',
  ];
  static override strict = false;
  static override args = {
    name: Args.string({ description: 'topic names', required: true }),
  };

  static override flags = contextFlag;

  async run(): Promise<{ topics: TopicDescription[] }> {
    const { flags, argv } = await this.parse(TopicDescribe);
    const session = await this.open(flags);
    const topics = await describeTopics(endpointOf(session, 'kafka'), argv as string[]);
    this.log(topics.map((topic) => topicSheet(topic, this.theme)).join('\n\n'));
    return { topics };
  }
}
