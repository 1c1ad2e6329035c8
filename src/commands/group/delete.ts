import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { deleteGroups } from '../../kafka/groups/groups.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class GroupDelete extends BaseCommand {
  static override summary = 'Delete consumer groups and their committed offsets';
  static override examples = ['<%= config.bin %> group delete billing'];
  static override strict = false;
  static override args = {
    group: Args.string({ description: 'group names', required: true, ignoreStdin: true }),
  };

  async run(): Promise<{ deleted: string[] }> {
    const { flags, argv } = await this.parse(GroupDelete);
    const session = await this.open(flags);
    const names = [...new Set(argv as string[])];
    const deleted = await deleteGroups(endpointOf(session, 'kafka'), names);
    for (const name of deleted) this.log(`Deleted the group ${name}.`);
    return { deleted };
  }
}
