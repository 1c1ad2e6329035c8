import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { writingContextFlags } from '../../cli/flags.js';
import { confirm } from '../../cli/confirm.js';
import { offsetPosition } from '../../kafka/consume/offset-range.js';
import { trimTopic, type TrimmedPartition } from '../../kafka/topics/trim-topic.js';
import { count, trimTable } from '../../render/kafka/topics.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class TopicTrim extends BaseCommand {
  static override summary = 'Delete the oldest records of a topic';
  static override description =
    'Deletes the records before a position in each partition. The topic, its configs and the later records stay.';
  static override examples = [
    '<%= config.bin %> topic trim orders --before end --yes',
    '<%= config.bin %> topic trim orders --before @-1h --partition 0 --yes',
  ];
  static override args = {
    name: Args.string({ description: 'topic name', required: true }),
  };
  static override flags = {
    ...writingContextFlags,
    before: Flags.string({
      description: 'first position to keep: end, 100, -10 (from the end), @-1h or @2024-01-31',
      required: true,
      helpValue: 'POSITION',
    }),
    partition: Flags.integer({
      char: 'p',
      description: 'only this partition (repeatable)',
      multiple: true,
      multipleNonGreedy: true,
      min: 0,
    }),
    yes: Flags.boolean({ char: 'y', description: 'do not ask for confirmation' }),
    force: Flags.boolean({ description: 'trim an internal topic as well' }),
  };

  async run(): Promise<{ name: string; partitions: TrimmedPartition[] }> {
    const { args, flags } = await this.parse(TopicTrim);
    const before = offsetPosition(flags.before, Date.now());
    const session = await this.open(flags);
    const partitions = await trimTopic(endpointOf(session, 'kafka'), args.name, {
      before,
      partitions: flags.partition,
      force: flags.force,
      confirm: async (trimmed) => {
        const offsets = trimmed.reduce((sum, { from, start }) => sum + start - from, 0);
        await confirm({
          what: `This deletes ${count(offsets, 'offset')} of topic ${args.name}.`,
          question: 'Continue?',
          yes: flags.yes,
          canAsk: this.interactive(flags) && process.stdin.isTTY,
        });
      },
    });
    this.log(
      partitions.length > 0
        ? trimTable(partitions)
        : `Topic ${args.name} has no records before ${flags.before}.`,
    );
    return { name: args.name, partitions };
  }
}
