import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { contextFlag } from '../../cli/flags.js';
import { describeGroup, type GroupDescription } from '../../kafka/groups/describe-group.js';
import { groupSheet } from '../../render/kafka/groups.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class GroupDescribe extends BaseCommand {
  static override summary = 'Show the members, committed offsets and lag of a group';
  static override description =
    'Lists each member with the number of its partitions and its lag, and each partition with its committed offset, end offset, lag and member. In a share group, the committed offset is where the group starts to read.';
  static override examples = [
    '<%= config.bin %> group describe billing',
    '<%= config.bin %> group describe billing --json',
  ];
  static override args = {
    group: Args.string({ description: 'group name', required: true }),
  };

  static override flags = contextFlag;

  async run(): Promise<GroupDescription> {
    const { args, flags } = await this.parse(GroupDescribe);
    const session = await this.open(flags);
    const group = await describeGroup(endpointOf(session, 'kafka'), args.group);
    this.log(groupSheet(group));
    return group;
  }
}
