import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { destructiveContextFlags } from '../../cli/flags.js';
import { deleteGroups } from '../../kafka/groups/groups.js';
import { deleteGroupOffsets } from '../../kafka/groups/reset-group.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class GroupDelete extends BaseCommand {
  static override summary = 'Delete groups, or their committed offsets of one topic';
  static override description =
    'Only groups without members can be deleted. With --topic the groups remain; their offsets are deleted if no member reads the topic.';
  static override examples = [
    '<%= config.bin %> group delete billing --topic orders',
    '<%= config.bin %> group delete billing',
  ];
  static override strict = false;
  static override args = {
    group: Args.string({ description: 'group names', required: true }),
  };
  static override flags = {
    ...destructiveContextFlags,
    topic: Flags.string({ description: 'delete only the committed offsets of this topic' }),
  };

  async run(): Promise<{ deleted: string[]; offsets?: { group: string; partitions: number[] }[] }> {
    const { flags, argv } = await this.parse(GroupDelete);
    const session = await this.open(flags);
    const broker = endpointOf(session, 'kafka');
    const names = [...new Set(argv as string[])];
    if (flags.topic === undefined) {
      const deleted = await deleteGroups(broker, names);
      for (const name of deleted) this.log(`Deleted group ${name}.`);
      return { deleted };
    }
    const offsets: { group: string; partitions: number[] }[] = [];
    for (const group of names) {
      const partitions = await deleteGroupOffsets(broker, group, flags.topic);
      offsets.push({ group, partitions });
      const which = partitions.length === 0 ? 'has no committed offsets' : 'no longer has committed offsets';
      this.log(`Group ${group} ${which} for topic ${flags.topic}.`);
    }
    return { deleted: [], offsets };
  }
}
