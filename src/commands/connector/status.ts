import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import {
  connectorStatuses,
  requireConnectors,
  shortTrace,
  type ConnectorStatus,
} from '../../connect/connectors.js';
import { connectorFailures, connectorTable } from '../../render/connector-table.js';
import { suggest } from '../../shared/suggestion.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class ConnectorStatusCommand extends BaseCommand {
  static override summary = 'Show connectors, their tasks, and the cause of failures';
  static override examples = [
    '<%= config.bin %> connector status',
    '<%= config.bin %> connector status local-file-source',
  ];
  static override strict = false;
  static override args = { name: Args.string({ description: 'connector names (default: all)' }) };

  async run(): Promise<{ connectors: ConnectorStatus[] }> {
    const { flags, argv } = await this.parse(ConnectorStatusCommand);
    const names = argv as string[];
    const url = endpointOf(await this.open(flags), 'connect');
    const connectors =
      names.length === 0 ? await connectorStatuses(url) : await requireConnectors(url, names);
    this.log(connectors.length === 0 ? 'No connectors.' : connectorTable(connectors, this.theme));
    const fix = (name: string) => this.suggestion(suggest('Restart it', 'connector', 'restart', name));
    for (const line of connectorFailures(connectors, shortTrace, fix)) this.log(line);
    return { connectors };
  }
}
