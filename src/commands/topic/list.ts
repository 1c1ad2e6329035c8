import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { contextFlag } from '../../cli/flags.js';
import { listTopics, type TopicSummary } from '../../kafka/topics/topics.js';
import { topicTable } from '../../render/kafka/topics.js';
import { endpointOf } from '../../stack/endpoint.js';
import { suggest } from '../../shared/suggestion.js';

export default class TopicList extends BaseCommand {
  static override summary = 'List topics';
  static override examples = [
    '<%= config.bin %> topic list',
    '<%= config.bin %> topic list --internal --json',
  ];
  static override flags = {
    ...contextFlag,
    internal: Flags.boolean({ description: 'include internal topics' }),
  };

  async run(): Promise<{ topics: TopicSummary[] }> {
    const { flags } = await this.parse(TopicList);
    const session = await this.open(flags);
    const topics = (await listTopics(endpointOf(session, 'kafka'))).filter(
      ({ internal }) => flags.internal || !internal,
    );
    this.log(
      topics.length > 0
        ? topicTable(topics)
        : `No topics. ${this.suggestion(suggest('Create one', 'topic', 'create', 'NAME'))}`,
    );
    return { topics };
  }
}
