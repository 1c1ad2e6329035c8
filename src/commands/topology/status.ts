import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { topologySheet } from '../../render/jobs/topologies.js';
import { nimbusOf } from '../../storm/nimbus.js';
import { topologyStatus, type TopologyStatus } from '../../storm/topology-status.js';

export default class TopologyStatusCommand extends BaseCommand {
  static override summary = 'Show the spouts, bolts, workers and last errors of a topology';
  static override examples = ['<%= config.bin %> topology status kafka-mysql'];
  static override args = {
    name: Args.string({ description: 'topology name', required: true }),
  };

  async run(): Promise<TopologyStatus> {
    const { args, flags } = await this.parse(TopologyStatusCommand);
    const session = await this.open(flags);
    const topology = await topologyStatus(nimbusOf(session), args.name);
    this.log(topologySheet(topology, this.theme));
    return topology;
  }
}
