import { Args } from '@oclif/core';
import { BaseCommand } from '../../../cli/base-command.js';
import { contextFlag } from '../../../cli/flags.js';
import { requireConnectors } from '../../../connect/connector-status.js';
import { connectorOffsets, type ConnectorOffset } from '../../../connect/offsets.js';
import { table } from '../../../render/table.js';
import { endpointOf } from '../../../stack/endpoint.js';

export default class ConnectorOffsetsGet extends BaseCommand {
  static override summary = "Show a connector's offsets";
  static override examples = ['<%= config.bin %> connector offsets get local-file-source'];
  static override args = { name: Args.string({ description: 'the connector', required: true }) };

  static override flags = contextFlag;

  async run(): Promise<{ offsets: ConnectorOffset[] }> {
    const { args, flags } = await this.parse(ConnectorOffsetsGet);
    const url = endpointOf(await this.open(flags), 'connect');
    await requireConnectors(url, [args.name]);
    const offsets = await connectorOffsets(url, args.name);
    const rows = offsets.map((one) => [JSON.stringify(one.partition), JSON.stringify(one.offset)]);
    this.log(rows.length === 0 ? 'It has no offsets yet.' : table(['partition', 'offset'], rows));
    return { offsets };
  }
}
