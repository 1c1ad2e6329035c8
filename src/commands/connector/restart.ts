import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { requireConnectors, restartConnector } from '../../connect/connectors.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class ConnectorRestart extends BaseCommand {
  static override summary = 'Restart connectors and their tasks';
  static override examples = ['<%= config.bin %> connector restart local-file-source'];
  static override strict = false;
  static override args = { name: Args.string({ description: 'connector names', required: true }) };

  async run(): Promise<{ connectors: string[] }> {
    const { flags, argv } = await this.parse(ConnectorRestart);
    const names = argv as string[];
    const url = endpointOf(await this.open(flags), 'connect');
    await requireConnectors(url, names);
    for (const name of names) {
      await restartConnector(url, name, this.signal);
      this.log(`Restarted connector ${name}.`);
    }
    return { connectors: names };
  }
}
