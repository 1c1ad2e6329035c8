import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { contextFlag } from '../../cli/flags.js';
import {
  connectorStatuses,
  requireConnectors,
  shortTrace,
  type ConnectorStatus,
} from '../../connect/connector-status.js';
import { connectorFailures, connectorTable } from '../../render/kafka/connector-table.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class ConnectorStatusCommand extends BaseCommand {
  static override summary = 'Show connectors, their tasks and why they failed';
  static override examples = [
    '<%= config.bin %> connector status',
    '<%= config.bin %> connector status local-file-source',
  ];
  static override strict = false;
  static override args = { name: Args.string({ description: 'connectors by name (default: all)' }) };

  static override flags = contextFlag;

  async run(): Promise<{ connectors: ConnectorStatus[] }> {
    const { flags, argv } = await this.parse(ConnectorStatusCommand);
    const names = argv as string[];
    const url = endpointOf(await this.open(flags), 'connect');
    const connectors =
      names.length === 0 ? await connectorStatuses(url) : await requireConnectors(url, names);
    this.log(connectors.length === 0 ? 'There are no connectors.' : connectorTable(connectors, this.theme));
    for (const line of connectorFailures(connectors, shortTrace, (fix) => this.suggestion(fix)))
      this.log(line);
    return { connectors };
  }
}
