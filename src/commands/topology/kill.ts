import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { killTopology } from '../../storm/kill-topology.js';

export default class TopologyKill extends BaseCommand {
  static override summary = 'Kill a topology and wait until it is gone';
  static override examples = ['<%= config.bin %> topology kill kafka-mysql --wait 0'];
  static override args = {
    name: Args.string({ description: 'topology name', required: true }),
  };
  static override flags = {
    wait: Flags.integer({
      description: 'seconds to let bolts drain (default: the message timeout of the topology)',
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
