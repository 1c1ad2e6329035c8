import { BaseCommand } from '../../cli/base-command.js';
import { bytes } from '../../render/quantities.js';
import { table } from '../../render/table.js';
import { suggest } from '../../shared/suggestion.js';
import type { Manifest } from '../../snapshots/manifest.js';
import { listSnapshots } from '../../snapshots/store.js';

export default class SnapshotList extends BaseCommand {
  static override summary = 'List the snapshots of a stack';
  static override examples = ['<%= config.bin %> snapshot list', '<%= config.bin %> snapshot list --json'];

  async run(): Promise<{ snapshots: Manifest[] }> {
    const { flags } = await this.parse(SnapshotList);
    const session = await this.open(flags, { evenDamaged: true });
    const snapshots = await listSnapshots(session);
    if (snapshots.length === 0) {
      const advice = this.suggestion(suggest('Save one', 'snapshot', 'save', 'NAME'));
      this.log(`Stack ${session.name} has no snapshots. ${advice}`);
    } else this.log(table(['name', 'created', 'size', 'made with'], snapshots.map(row), ['made with']));
    return { snapshots };
  }
}

function row({ name, createdAt, bytes: size, streamkit, products }: Manifest): string[] {
  const versions = Object.entries({ streamkit, ...products }).map(([product, version]) =>
    // MariaDB of the machine has no version that is known.
    /\d/.test(version) ? `${product} ${version}` : version,
  );
  return [name, createdAt.slice(0, 16).replace('T', ' '), bytes(size), versions.join(', ')];
}
