import { BaseCommand } from '../../cli/base-command.js';
import { topologyTable } from '../../render/jobs/topologies.js';
import type { TopologySummary } from '../../storm/cluster.js';
import { nimbusOf } from '../../storm/nimbus.js';
import { suggest } from '../../shared/suggestion.js';

export default class TopologyList extends BaseCommand {
  static override summary = 'List the running topologies';
  static override examples = ['<%= config.bin %> topology list', '<%= config.bin %> topology list --json'];

  async run(): Promise<{ topologies: TopologySummary[] }> {
    const { flags } = await this.parse(TopologyList);
    const session = await this.open(flags);
    const { topologies } = await nimbusOf(session).cluster();
    this.log(
      topologies.length > 0
        ? topologyTable(topologies)
        : `No topologies. ${this.suggestion(suggest('Submit one', 'topology', 'submit', 'JAR'))}`,
    );
    return { topologies };
  }
}
