import { resolve } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { parseDuration } from '../../shared/duration.js';
import { bytes, duration } from '../../render/quantities.js';
import type { Manifest } from '../../snapshots/manifest.js';
import { saveSnapshot } from '../../snapshots/save.js';

export default class SnapshotSave extends BaseCommand {
  static override summary = 'Save the data of the whole stack';
  static override description =
    'Stops the services that run, copies the data folders, and starts them again. The copy takes almost no time and space on file systems that share blocks, such as Btrfs, XFS and APFS. Snapshots stay when the stack is deleted. Needs the local engine.';
  static override examples = [
    '<%= config.bin %> snapshot save before-upgrade',
    '<%= config.bin %> snapshot save for-review --output for-review.snapshot.tgz',
  ];
  static override args = {
    name: Args.string({ description: 'name of the new snapshot', required: true }),
  };
  static override flags = {
    output: Flags.string({
      description: 'also write the snapshot as one file, which contains the passwords of the stack',
      helpValue: 'FILE',
    }),
    timeout: Flags.string({
      description: 'how long to wait for each service',
      helpValue: '5m',
      default: '5m',
    }),
  };

  async run(): Promise<Manifest & { file?: string }> {
    const { args, flags } = await this.parse(SnapshotSave);
    const session = await this.open(flags);
    const file = flags.output === undefined ? undefined : resolve(flags.output);
    const started = performance.now();
    const timeoutMs = parseDuration(flags.timeout);
    const saved = await saveSnapshot(session, { name: args.name, output: file, timeoutMs });
    const took = duration(performance.now() - started);
    this.log(`Saved the snapshot ${saved.name} of stack ${saved.stack}: ${bytes(saved.bytes)} in ${took}.`);
    if (file !== undefined) this.log(`Written to ${file}.`);
    return { ...saved, ...(file !== undefined && { file }) };
  }
}
