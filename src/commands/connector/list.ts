import { BaseCommand } from '../../cli/base-command.js';
import { contextFlag } from '../../cli/flags.js';
import { connectorStatuses, type ConnectorStatus } from '../../connect/connector-status.js';
import { connectorTable } from '../../render/kafka/connector-table.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class ConnectorList extends BaseCommand {
  static override summary = 'List connectors and their status';
  static override examples = ['<%= config.bin %> connector list'];

  static override flags = contextFlag;

  async run(): Promise<{ connectors: ConnectorStatus[] }> {
    const { flags } = await this.parse(ConnectorList);
    const connectors = await connectorStatuses(endpointOf(await this.open(flags), 'connect'));
    this.log(connectors.length === 0 ? 'No connectors.' : connectorTable(connectors, this.theme));
    return { connectors };
  }
}
