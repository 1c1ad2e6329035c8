import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { setActive } from '../../storm/change-topology.js';
import type { TopologySummary } from '../../storm/cluster.js';

export default class TopologyDeactivate extends BaseCommand {
  static override summary = 'Stop the spouts of a topology';
  static override description =
    'Its workers stay and process the tuples that are in flight; records wait in Kafka until the topology is activated.';
  static override examples = ['<%= config.bin %> topology deactivate kafka-mysql'];
  static override args = {
    name: Args.string({ description: 'topology name', required: true }),
  };

  async run(): Promise<TopologySummary> {
    const { args, flags } = await this.parse(TopologyDeactivate);
    const session = await this.open(flags);
    const topology = await setActive(session, args.name, false);
    this.log(`Deactivated ${topology.name}.`);
    return topology;
  }
}
