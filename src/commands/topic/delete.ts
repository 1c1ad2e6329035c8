import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { deleteTopics } from '../../kafka/topics/topics.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class TopicDelete extends BaseCommand {
  static override summary = 'Delete topics and all their records';
  static override examples = [
    '<%= config.bin %> topic delete orders',
    '<%= config.bin %> topic delete orders prices --if-exists',
  ];
  static override strict = false;
  static override args = {
    name: Args.string({ description: 'topic names', required: true, ignoreStdin: true }),
  };
  static override flags = {
    'if-exists': Flags.boolean({ description: 'ignore topics that do not exist' }),
  };

  async run(): Promise<{ deleted: string[] }> {
    const { flags, argv } = await this.parse(TopicDelete);
    const session = await this.open(flags);
    const names = [...new Set(argv as string[])];
    const deleted = await deleteTopics(endpointOf(session, 'kafka'), names, { ifExists: flags['if-exists'] });
    for (const name of deleted) this.log(`Deleted the topic ${name}.`);
    return { deleted };
  }
}
