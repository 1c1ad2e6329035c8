import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { createConnectors, type CreatedConnector } from '../../connect/create-connectors.js';
import { connectorTable } from '../../render/kafka/connector-table.js';

export default class ConnectorCreate extends BaseCommand {
  static override summary = 'Create connectors from .properties or JSON files and wait until they run';
  static override description =
    'The connectors validate all files before the first one is created. Relative paths are resolved against the working directory. ${stack:SERVICE}, ${stack:SERVICE.host}, ${stack:SERVICE.port} and ${stack:password} in a setting stand for the addresses and the password of the stack; the password itself is never sent to Kafka Connect.';
  static override examples = [
    '<%= config.bin %> connector create local-file-source.properties local-file-sink.properties',
    '<%= config.bin %> connector create source.json --update',
  ];
  static override strict = false;
  static override args = { file: Args.string({ description: 'connector files', required: true }) };
  static override flags = {
    update: Flags.boolean({ description: 'change connectors that already exist' }),
  };

  async run(): Promise<{ connectors: CreatedConnector[] }> {
    const { flags, argv } = await this.parse(ConnectorCreate);
    const session = await this.open(flags);
    const connectors = await createConnectors(session, argv as string[], {
      cwd: process.cwd(),
      update: flags.update,
    });
    this.log(connectorTable(connectors, this.theme));
    return { connectors };
  }
}
