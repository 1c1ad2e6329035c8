import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { writingContextFlags } from '../../cli/flags.js';
import { requireConnectors } from '../../connect/connector-status.js';
import { pauseConnector } from '../../connect/lifecycle.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class ConnectorPause extends BaseCommand {
  static override summary = 'Pause connectors: they keep their tasks, but move no records';
  static override examples = ['<%= config.bin %> connector pause local-file-source'];
  static override strict = false;
  static override args = { name: Args.string({ description: 'connectors by name', required: true }) };

  static override flags = writingContextFlags;

  async run(): Promise<{ connectors: string[] }> {
    const { flags, argv } = await this.parse(ConnectorPause);
    const names = argv as string[];
    const url = endpointOf(await this.open(flags), 'connect');
    await requireConnectors(url, names);
    for (const name of names) {
      await pauseConnector(url, name);
      this.log(`Paused ${name}`);
    }
    return { connectors: names };
  }
}
