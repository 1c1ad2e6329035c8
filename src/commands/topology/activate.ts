import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { setActive } from '../../storm/change-topology.js';
import type { TopologySummary } from '../../storm/cluster.js';

export default class TopologyActivate extends BaseCommand {
  static override summary = 'Start the spouts of a deactivated topology';
  static override examples = ['<%= config.bin %> topology activate kafka-mysql'];
  static override args = {
    name: Args.string({ description: 'topology name', required: true }),
  };

  async run(): Promise<TopologySummary> {
    const { args, flags } = await this.parse(TopologyActivate);
    const session = await this.open(flags);
    const topology = await setActive(session, args.name, true);
    this.log(`Activated ${topology.name}.`);
    return topology;
  }
}
