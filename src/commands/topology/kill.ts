import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { killTopology } from '../../storm/kill-topology.js';

export default class TopologyKill extends BaseCommand {
  static override summary = 'kill a topology, and return when it is gone';
  static override examples = ['<%= config.bin %> topology kill kafka-mysql --wait 0'];
  static override args = {
    name: Args.string({ description: 'name of the topology', required: true, ignoreStdin: true }),
  };
  static override flags = {
    wait: Flags.integer({
      description:
        "how long its bolts may go on with what the spouts sent (default: the topology's message timeout)",
      min: 0,
      helpValue: 'SECONDS',
    }),
  };

  async run(): Promise<{ name: string; id: string }> {
    const { args, flags } = await this.parse(TopologyKill);
    const session = await this.open(flags);
    const killed = await killTopology(session, args.name, flags.wait);
    this.log(`Killed ${killed.name}.`);
    return killed;
  }
}
