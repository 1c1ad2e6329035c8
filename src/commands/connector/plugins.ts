import { BaseCommand } from '../../cli/base-command.js';
import { contextFlag } from '../../cli/flags.js';
import { listPlugins, type Plugin } from '../../connect/validate.js';
import { table } from '../../render/table.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class ConnectorPlugins extends BaseCommand {
  static override summary = 'List the connector classes that Kafka Connect can run';
  static override examples = ['<%= config.bin %> connector plugins'];

  static override flags = contextFlag;

  async run(): Promise<{ plugins: Plugin[] }> {
    const { flags } = await this.parse(ConnectorPlugins);
    const plugins = await listPlugins(endpointOf(await this.open(flags), 'connect'));
    this.log(
      table(
        ['class', 'type', 'version'],
        plugins.map((plugin) => [plugin.class, plugin.type, plugin.version]),
      ),
    );
    return { plugins };
  }
}
