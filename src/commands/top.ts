import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { parseDuration } from '../shared/duration.js';
import type { Snapshot } from '../console/watch/types.js';
import { topScreen } from '../render/top.js';
import { requireStack } from '../stack/endpoint.js';

export default class Top extends BaseCommand {
  static override summary = 'Show services, jobs, topic rates and consumer lag, live';
  static override description =
    'Runs until Ctrl-C. On a terminal the screen is drawn again at each interval; elsewhere each sample is printed below the last one.';
  static override examples = [
    '<%= config.bin %> top',
    '<%= config.bin %> top --interval 5s',
    '<%= config.bin %> top --once --json',
  ];
  static override flags = {
    interval: Flags.string({ description: 'time between samples', default: '1s', helpValue: 'TIME' }),
    once: Flags.boolean({ description: 'print one sample and end' }),
  };

  async run(): Promise<Snapshot> {
    const { flags } = await this.parse(Top);
    const intervalMs = Math.max(200, parseDuration(flags.interval));
    const session = await this.open(flags);
    requireStack(session);
    const { sampleEvery } = await import('../console/watch/sample-every.js');
    const once = flags.once || this.jsonEnabled();
    const screen = this.interactive(flags) && !once ? await liveScreen() : undefined;
    let last: Snapshot | undefined;
    try {
      for await (const snapshot of sampleEvery(this.opener(flags), session.name, intervalMs, this.signal)) {
        last = snapshot;
        const size = { rows: process.stdout.rows || 50, columns: process.stdout.columns || 100 };
        if (screen) screen.show(topScreen(snapshot, this.theme, size));
        else this.log(`${topScreen(snapshot, this.theme, { rows: 60, columns: 120 })}\n`);
        if (once) break;
      }
    } finally {
      screen?.close();
    }
    if (!last) this.signal.throwIfAborted();
    return last as Snapshot;
  }
}

/** Draws over what it drew before. */
async function liveScreen(): Promise<{ show: (text: string) => void; close: () => void }> {
  const { createLogUpdate } = await import('log-update');
  const display = createLogUpdate(process.stdout);
  return {
    show: display,
    close() {
      display.done();
    },
  };
}
