import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { writingContextFlags } from '../../cli/flags.js';
import { confirm } from '../../cli/confirm.js';
import { deleteTopics, isPattern } from '../../kafka/topics/delete-topics.js';
import { count } from '../../render/kafka/topics.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class TopicDelete extends BaseCommand {
  static override summary = 'Delete topics and all their records';
  static override description =
    'Names may be patterns, in which * matches any text and ? one character. Patterns do not match internal topics.';
  static override examples = [
    '<%= config.bin %> topic delete orders',
    '<%= config.bin %> topic delete orders prices --if-exists',
    '<%= config.bin %> topic delete "test-*" --yes',
  ];
  static override strict = false;
  static override args = {
    name: Args.string({ description: 'topic names or patterns', required: true }),
  };
  static override flags = {
    ...writingContextFlags,
    'if-exists': Flags.boolean({ description: 'ignore topics that do not exist' }),
    yes: Flags.boolean({ char: 'y', description: 'do not ask for confirmation of what a pattern matches' }),
    force: Flags.boolean({ description: 'delete internal topics as well' }),
  };

  async run(): Promise<{ deleted: string[] }> {
    const { flags, argv } = await this.parse(TopicDelete);
    const session = await this.open(flags);
    const names = argv as string[];
    const deleted = await deleteTopics(endpointOf(session, 'kafka'), names, {
      ifExists: flags['if-exists'],
      force: flags.force,
      confirm: async (topics) => {
        if (!names.some(isPattern)) return;
        await confirm({
          what: `This deletes ${count(topics.length, 'topic')}: ${topics.join(', ')}.`,
          question: 'Continue?',
          yes: flags.yes,
          canAsk: this.interactive(flags) && process.stdin.isTTY,
        });
      },
    });
    for (const name of deleted) this.log(`Deleted the topic ${name}.`);
    if (deleted.length === 0) this.log('No topic matches.');
    return { deleted };
  }
}
