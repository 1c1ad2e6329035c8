import { resolve } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { confirm } from '../../cli/confirm.js';
import { parseDuration } from '../../shared/duration.js';
import { duration } from '../../render/quantities.js';
import { requireFile } from '../../shared/input-file.js';
import { findSource, restoreSnapshot, type Restored, type Source } from '../../snapshots/restore.js';

export default class SnapshotRestore extends BaseCommand {
  static override summary = 'Replace the data of the whole stack with a snapshot';
  static override description =
    'Services that run are stopped, and started again afterwards. If the command is killed, the stack has either its old data or that of the snapshot. The stack gets the ports that it had when the snapshot was saved. A snapshot of newer versions is refused.';
  static override examples = [
    '<%= config.bin %> snapshot restore before-upgrade --yes',
    '<%= config.bin %> snapshot restore for-review.snapshot.tgz --stack review',
  ];
  static override args = {
    snapshot: Args.string({
      description: 'name of a snapshot of the stack, or a file that snapshot save --output wrote',
      required: true,
    }),
  };
  static override flags = {
    yes: Flags.boolean({ char: 'y', description: 'do not ask for confirmation' }),
    timeout: Flags.string({
      description: 'how long to wait for each service',
      helpValue: '5m',
      default: '5m',
    }),
  };

  async run(): Promise<Restored> {
    const { args, flags } = await this.parse(SnapshotRestore);
    const existing = await this.open(flags);
    // A stack that does not exist gets the engine that snapshots are for.
    const session = existing.record ? existing : await this.open(flags, { engine: 'local' });
    const source = sourceOf(args.snapshot);
    if ('file' in source) await requireFile(source.file, 'SNAPSHOT');
    const { name, createdAt } = await findSource(session, source);
    if (session.record) {
      const made = createdAt.slice(0, 16).replace('T', ' ');
      await confirm({
        what: `This replaces all data of stack ${session.name} with the snapshot ${name} (${made} UTC).`,
        question: 'Restore it?',
        yes: flags.yes,
        canAsk: this.interactive(flags) && process.stdin.isTTY,
      });
    }
    const started = performance.now();
    const restored = await restoreSnapshot(session, {
      source,
      timeoutMs: parseDuration(flags.timeout),
      reopen: async () => this.open(flags),
    });
    this.log(
      `Restored the snapshot ${name} into stack ${session.name} in ${duration(performance.now() - started)}.`,
    );
    return restored;
  }
}

/** Names of snapshots have neither dots nor slashes. */
function sourceOf(text: string): Source {
  return /[./\\]/.test(text) ? { file: resolve(text) } : { name: text };
}
