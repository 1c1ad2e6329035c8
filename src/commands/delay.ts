import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { parseDuration } from '../shared/duration.js';
import { faultLines } from '../render/network.js';
import { StreamkitError } from '../shared/errors.js';
import { addFault, type NetworkFaults } from '../stack/network.js';

export default class Delay extends BaseCommand {
  static override summary = 'Delay the network of a service';
  static override description =
    'Data on connections to brokers and ZooKeeper arrives later, each way. Needs a stack with `up --relay` (local engine). `streamkit heal` ends it.';
  static override examples = ['<%= config.bin %> delay kafka-2 200'];
  static override args = {
    service: Args.string({
      description: 'service or instance; clients: programs that are not services of the stack',
      required: true,
    }),
    time: Args.string({ description: 'milliseconds, or a duration such as 1s', required: true }),
    other: Args.string({ description: 'only on connections with this service, in the same form' }),
  };

  async run(): Promise<NetworkFaults> {
    const { args, flags } = await this.parse(Delay);
    const ms = /^\d+$/.test(args.time) ? Number(args.time) : Math.round(parseDuration(args.time));
    if (ms < 1 || ms > 60_000) throw new StreamkitError('USAGE', `${args.time}: expected 1 ms to 60 s.`);
    const result = await addFault(await this.open(flags), [args.service, args.other], ms);
    this.log(faultLines(result.network).join('\n'));
    return result;
  }
}
