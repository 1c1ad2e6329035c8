import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { rebalanceTopology } from '../../storm/change-topology.js';
import type { TopologySummary } from '../../storm/cluster.js';
import { executorsByComponent } from '../../storm/executor-counts.js';

export default class TopologyRebalance extends BaseCommand {
  static override summary = 'Distribute a topology over its workers again';
  static override description =
    'With --workers and --executors it gets other numbers of worker processes and threads. Its spouts pause meanwhile. A component cannot have more executors than tasks.';
  static override examples = [
    '<%= config.bin %> topology rebalance kafka-mysql --wait 0',
    '<%= config.bin %> topology rebalance kafka-mysql --wait 0 --workers 2 --executors dead-letter=1',
  ];
  static override args = {
    name: Args.string({ description: 'topology name', required: true }),
  };
  static override flags = {
    wait: Flags.integer({
      description: 'seconds to let bolts drain (default: the message timeout of the topology)',
      min: 0,
      helpValue: 'SECONDS',
    }),
    workers: Flags.integer({ description: 'worker processes', min: 1, helpValue: 'N' }),
    executors: Flags.string({
      description: 'executors of a component (repeatable)',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'COMPONENT=N',
    }),
  };

  async run(): Promise<TopologySummary> {
    const { args, flags } = await this.parse(TopologyRebalance);
    const executors = executorsByComponent(flags.executors ?? []);
    const session = await this.open(flags);
    const topology = await rebalanceTopology(session, args.name, {
      ...(flags.wait !== undefined && { waitSeconds: flags.wait }),
      ...(flags.workers !== undefined && { workers: flags.workers }),
      executors,
    });
    this.log(`Rebalanced ${topology.name}: workers ${topology.workers}, executors ${topology.executors}.`);
    return topology;
  }
}
