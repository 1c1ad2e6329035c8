import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { destructiveContextFlags } from '../../cli/flags.js';
import { offsetPosition } from '../../kafka/consume/offset-range.js';
import { resetGroup, type GroupMove } from '../../kafka/groups/reset-group.js';
import { moveTable } from '../../render/kafka/groups.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class GroupReset extends BaseCommand {
  static override summary = 'Set the committed offsets of a group';
  static override description =
    'A dry run unless --execute is given. The group must have no members. Offsets outside of a partition become its start or end.';
  static override examples = [
    '<%= config.bin %> group reset billing --topic orders --to start',
    '<%= config.bin %> group reset billing --topic orders --to @-1h --execute',
  ];
  static override args = {
    group: Args.string({ description: 'group name', required: true }),
  };
  static override flags = {
    ...destructiveContextFlags,
    topic: Flags.string({ description: 'topic whose offsets are set', required: true }),
    to: Flags.string({
      description:
        'start, end, 100, +10 after the start, -10 before the end, @-1h (one hour ago), @2024-01-31T12:00:00Z',
      helpValue: 'OFFSET',
      required: true,
    }),
    execute: Flags.boolean({ description: 'commit the new offsets', default: false }),
  };

  async run(): Promise<{ group: string; topic: string; executed: boolean; partitions: GroupMove[] }> {
    const { args, flags } = await this.parse(GroupReset);
    const to = offsetPosition(flags.to, Date.now());
    const session = await this.open(flags, { writes: flags.execute });
    const { topic, execute } = flags;
    const broker = endpointOf(session, 'kafka');
    const partitions = await resetGroup(broker, { group: args.group, topic, to, execute });
    this.log(moveTable(partitions));
    this.log(execute ? `Group ${args.group} was reset.` : 'Dry run: add --execute to commit these offsets.');
    return { group: args.group, topic, executed: execute, partitions };
  }
}
