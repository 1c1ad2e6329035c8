import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { destructiveContextFlags } from '../../cli/flags.js';
import { requireConnectors } from '../../connect/connector-status.js';
import { deleteConnector } from '../../connect/lifecycle.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class ConnectorDelete extends BaseCommand {
  static override summary = 'Delete connectors and keep their topics';
  static override examples = ['<%= config.bin %> connector delete local-file-source'];
  static override strict = false;
  static override args = { name: Args.string({ description: 'connectors by name', required: true }) };

  static override flags = destructiveContextFlags;

  async run(): Promise<{ connectors: string[] }> {
    const { flags, argv } = await this.parse(ConnectorDelete);
    const names = argv as string[];
    const url = endpointOf(await this.open(flags), 'connect');
    await requireConnectors(url, names);
    for (const name of names) {
      await deleteConnector(url, name);
      this.log(`Deleted ${name}`);
    }
    return { connectors: names };
  }
}
