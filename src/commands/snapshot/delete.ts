import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { confirm } from '../../cli/confirm.js';
import { deleteSnapshot, requireSnapshot } from '../../snapshots/store.js';

export default class SnapshotDelete extends BaseCommand {
  static override summary = 'Delete a snapshot';
  static override examples = ['<%= config.bin %> snapshot delete before-upgrade --yes'];
  static override args = {
    name: Args.string({ description: 'name of the snapshot', required: true }),
  };
  static override flags = {
    yes: Flags.boolean({ char: 'y', description: 'do not ask for confirmation' }),
  };

  async run(): Promise<{ deleted: string }> {
    const { args, flags } = await this.parse(SnapshotDelete);
    const { name } = args;
    const session = await this.open(flags, { evenDamaged: true });
    await requireSnapshot(session, name);
    await confirm({
      what: `This deletes the snapshot ${name} of stack ${session.name}.`,
      question: 'Delete it?',
      yes: flags.yes,
      canAsk: this.interactive(flags) && process.stdin.isTTY,
    });
    await deleteSnapshot(session, name);
    this.log(`Deleted the snapshot ${name}.`);
    return { deleted: name };
  }
}
