import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { writingContextFlags } from '../../cli/flags.js';
import { requireConnectors } from '../../connect/connector-status.js';
import { restartConnector } from '../../connect/lifecycle.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class ConnectorRestart extends BaseCommand {
  static override summary = 'Restart connectors and their tasks and wait until they run';
  static override examples = [
    '<%= config.bin %> connector restart local-file-source',
    '<%= config.bin %> connector restart local-file-source --task 0',
  ];
  static override strict = false;
  static override args = { name: Args.string({ description: 'connectors by name', required: true }) };
  static override flags = {
    ...writingContextFlags,
    task: Flags.integer({
      description: 'restart only this task (default: the connector and all tasks)',
      min: 0,
    }),
  };

  async run(): Promise<{ connectors: string[] }> {
    const { flags, argv } = await this.parse(ConnectorRestart);
    const names = argv as string[];
    const url = endpointOf(await this.open(flags), 'connect');
    await requireConnectors(url, names);
    for (const name of names) {
      await restartConnector(url, name, { task: flags.task, signal: this.signal });
      this.log(`Restarted ${name}`);
    }
    return { connectors: names };
  }
}
