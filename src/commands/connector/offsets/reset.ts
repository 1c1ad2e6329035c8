import { Args } from '@oclif/core';
import { BaseCommand } from '../../../cli/base-command.js';
import { destructiveContextFlags } from '../../../cli/flags.js';
import { requireConnectors } from '../../../connect/connector-status.js';
import { resetConnectorOffsets } from '../../../connect/offsets.js';
import { endpointOf } from '../../../stack/endpoint.js';

export default class ConnectorOffsetsReset extends BaseCommand {
  static override summary = 'Delete all offsets of a stopped connector, so that it starts over';
  static override examples = ['<%= config.bin %> connector offsets reset local-file-source'];
  static override args = { name: Args.string({ description: 'the connector', required: true }) };

  static override flags = destructiveContextFlags;

  async run(): Promise<{ connector: string }> {
    const { args, flags } = await this.parse(ConnectorOffsetsReset);
    const url = endpointOf(await this.open(flags), 'connect');
    await requireConnectors(url, [args.name]);
    await resetConnectorOffsets(url, args.name);
    this.log(`Deleted the offsets of ${args.name}`);
    return { connector: args.name };
  }
}
