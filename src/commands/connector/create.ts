import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { readConnectorFile } from '../../connect/connector-file.js';
import { createConnector, validateConnector, type ConnectorStatus } from '../../connect/connectors.js';
import { refuseUnseenFiles } from '../../connect/unseen-files.js';
import { connectorTable } from '../../render/connector-table.js';
import { findService } from '../../services/catalogue.js';
import { endpointOf, runningStack } from '../../stack/endpoint.js';

export default class ConnectorCreate extends BaseCommand {
  static override summary = 'Create connectors from .properties or JSON files';
  static override description =
    'Waits until the connectors and their tasks are running. All files are validated by Kafka Connect before the first connector is created. Relative paths in them are resolved against the working directory.';
  static override examples = [
    '<%= config.bin %> connector create local-file-source.properties local-file-sink.properties',
    '<%= config.bin %> connector create source.json --update',
  ];
  static override strict = false;
  static override args = { file: Args.string({ description: 'connector files', required: true }) };
  static override flags = {
    update: Flags.boolean({ description: 'update a connector that already exists' }),
  };

  async run(): Promise<{ connectors: ConnectorStatus[] }> {
    const { flags, argv } = await this.parse(ConnectorCreate);
    const files = await Promise.all(
      (argv as string[]).map(async (path) => readConnectorFile(path, process.cwd())),
    );
    const session = await this.open(flags);
    const url = endpointOf(session, 'connect');
    const service = findService(session.services, 'connect');
    refuseUnseenFiles(session.engine, runningStack(session, service.name), service, files);
    for (const file of files) await validateConnector(url, file);
    const connectors: ConnectorStatus[] = [];
    for (const file of files) {
      connectors.push(await createConnector(url, file, { update: flags.update, signal: this.signal }));
    }
    this.log(connectorTable(connectors, this.theme));
    return { connectors };
  }
}
