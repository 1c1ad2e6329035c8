import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { faultLines } from '../render/network.js';
import { addFault, type NetworkFaults } from '../stack/network.js';

export default class Cut extends BaseCommand {
  static override summary = 'Cut the network of a service';
  static override description =
    'Nothing arrives on connections of the service to or from brokers and ZooKeeper, and both ends wait, as when packets are lost. Needs a stack with `up --relay` (local engine). `streamkit heal` ends it: what was sent arrives then.';
  static override examples = [
    '<%= config.bin %> cut kafka-2',
    '<%= config.bin %> cut kafka-2 kafka-3',
    '<%= config.bin %> cut kafka clients',
  ];
  static override args = {
    service: Args.string({
      description: 'service or instance; clients: programs that are not services of the stack',
      required: true,
    }),
    other: Args.string({ description: 'only connections with this service, in the same form' }),
  };

  async run(): Promise<NetworkFaults> {
    const { args, flags } = await this.parse(Cut);
    const result = await addFault(await this.open(flags), [args.service, args.other], undefined);
    this.log(faultLines(result.network).join('\n'));
    return result;
  }
}
