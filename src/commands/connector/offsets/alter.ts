import { Args } from '@oclif/core';
import { BaseCommand } from '../../../cli/base-command.js';
import { destructiveContextFlags } from '../../../cli/flags.js';
import { requireConnectors } from '../../../connect/connector-status.js';
import { alterConnectorOffsets, parseOffsets, type ConnectorOffset } from '../../../connect/offsets.js';
import { readUserText } from '../../../shared/input-file.js';
import { endpointOf } from '../../../stack/endpoint.js';

export default class ConnectorOffsetsAlter extends BaseCommand {
  static override summary = 'Change offsets of a stopped connector';
  static override description =
    'The file has the form that "connector offsets get --json" prints. Offsets that it does not name stay as they are.';
  static override examples = ['<%= config.bin %> connector offsets alter local-file-source offsets.json'];
  static override args = {
    name: Args.string({ description: 'the connector', required: true }),
    file: Args.string({ description: 'a JSON file with offsets', required: true }),
  };

  static override flags = destructiveContextFlags;

  async run(): Promise<{ offsets: ConnectorOffset[] }> {
    const { args, flags } = await this.parse(ConnectorOffsetsAlter);
    const offsets = parseOffsets(await readUserText(args.file, 'offsets file'), args.file);
    const url = endpointOf(await this.open(flags), 'connect');
    await requireConnectors(url, [args.name]);
    await alterConnectorOffsets(url, args.name, offsets);
    this.log(`Changed ${offsets.length} offsets of ${args.name}`);
    return { offsets };
  }
}
