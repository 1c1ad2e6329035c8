import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { removePlugins } from '../../connect/plugins/remove.js';

export default class ConnectorRemove extends BaseCommand {
  static override summary = 'Remove installed connector plugins and restart Kafka Connect';
  static override description =
    'Connectors that use a removed plugin fail until they are deleted or the plugin is installed again.';
  static override examples = ['<%= config.bin %> connector remove debezium-mariadb'];
  static override strict = false;
  static override args = {
    name: Args.string({ description: 'short names, or names from "connector plugins"', required: true }),
  };

  async run(): Promise<{ removed: string[] }> {
    const { flags, argv } = await this.parse(ConnectorRemove);
    const removed = await removePlugins(await this.open(flags), argv as string[]);
    for (const name of removed) this.log(`Removed ${name}`);
    return { removed };
  }
}
