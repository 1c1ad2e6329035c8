import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { catalog, type CatalogEntry } from '../../connect/plugins/catalog.js';
import { table } from '../../render/table.js';

export default class ConnectorCatalog extends BaseCommand {
  static override summary = 'List connectors that can be installed by name';
  static override description =
    'Versions are those that were tried; "connector install GROUP:ARTIFACT:VERSION" installs any other.';
  static override aliases = ['connector:search'];
  static override examples = [
    '<%= config.bin %> connector catalog',
    '<%= config.bin %> connector catalog jdbc',
  ];
  static override args = {
    text: Args.string({ description: 'only connectors whose name, title or class contains this text' }),
  };

  async run(): Promise<{ connectors: CatalogEntry[] }> {
    const { args } = await this.parse(ConnectorCatalog);
    const wanted = (args.text ?? '').toLowerCase();
    const connectors = catalog.filter(({ name, title, class: plugin }) =>
      [name, title, plugin].some((text) => text.toLowerCase().includes(wanted)),
    );
    const rows = connectors.map(({ name, kind, title, note }) => [name, kind, title, note]);
    this.log(rows.length === 0 ? 'No connector matches.' : table(['name', 'kind', 'what', 'note'], rows));
    return { connectors };
  }
}
