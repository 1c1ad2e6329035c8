import { BaseCommand } from '../../cli/base-command.js';
import { contextFlag } from '../../cli/flags.js';
import { listGroups, type GroupSummary } from '../../kafka/groups/groups.js';
import { groupTable } from '../../render/kafka/groups.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class GroupList extends BaseCommand {
  static override summary = 'List groups of all types';
  static override description =
    'Shows consumer groups of the classic and of the new protocol (KIP-848), share groups, Kafka Streams groups, and those of Kafka Connect workers.';
  static override examples = ['<%= config.bin %> group list', '<%= config.bin %> group list --json'];

  static override flags = contextFlag;

  async run(): Promise<{ groups: GroupSummary[] }> {
    const { flags } = await this.parse(GroupList);
    const session = await this.open(flags);
    const groups = await listGroups(endpointOf(session, 'kafka'));
    this.log(groups.length > 0 ? groupTable(groups) : 'There are no groups.');
    return { groups };
  }
}
