import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { pauseConnector, requireConnectors } from '../../connect/connectors.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class ConnectorPause extends BaseCommand {
  static override summary = 'Pause connectors';
  static override examples = ['<%= config.bin %> connector pause local-file-source'];
  static override strict = false;
  static override args = { name: Args.string({ description: 'connector names', required: true }) };

  async run(): Promise<{ connectors: string[] }> {
    const { flags, argv } = await this.parse(ConnectorPause);
    const names = argv as string[];
    const url = endpointOf(await this.open(flags), 'connect');
    await requireConnectors(url, names);
    for (const name of names) {
      await pauseConnector(url, name);
      this.log(`Paused connector ${name}.`);
    }
    return { connectors: names };
  }
}
