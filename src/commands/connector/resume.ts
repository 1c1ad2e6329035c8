import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { writingContextFlags } from '../../cli/flags.js';
import { requireConnectors } from '../../connect/connector-status.js';
import { resumeConnector } from '../../connect/lifecycle.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class ConnectorResume extends BaseCommand {
  static override summary = 'Resume paused or stopped connectors';
  static override examples = ['<%= config.bin %> connector resume local-file-source'];
  static override strict = false;
  static override args = { name: Args.string({ description: 'connectors by name', required: true }) };

  static override flags = writingContextFlags;

  async run(): Promise<{ connectors: string[] }> {
    const { flags, argv } = await this.parse(ConnectorResume);
    const names = argv as string[];
    const url = endpointOf(await this.open(flags), 'connect');
    await requireConnectors(url, names);
    for (const name of names) {
      await resumeConnector(url, name);
      this.log(`Resumed ${name}`);
    }
    return { connectors: names };
  }
}
