import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { writingContextFlags } from '../../cli/flags.js';
import { requireConnectors } from '../../connect/connector-status.js';
import { stopConnector } from '../../connect/lifecycle.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class ConnectorStop extends BaseCommand {
  static override summary = 'Stop connectors: they keep their settings and offsets, but have no tasks';
  static override examples = ['<%= config.bin %> connector stop local-file-source'];
  static override strict = false;
  static override args = { name: Args.string({ description: 'connectors by name', required: true }) };

  static override flags = writingContextFlags;

  async run(): Promise<{ connectors: string[] }> {
    const { flags, argv } = await this.parse(ConnectorStop);
    const names = argv as string[];
    const url = endpointOf(await this.open(flags), 'connect');
    await requireConnectors(url, names);
    for (const name of names) {
      await stopConnector(url, name, this.signal);
      this.log(`Stopped ${name}`);
    }
    return { connectors: names };
  }
}
