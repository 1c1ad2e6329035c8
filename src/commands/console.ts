import { Flags } from '@oclif/core';
import { requireStack } from '../stack/endpoint.js';
import { BaseCommand } from '../cli/base-command.js';
import type { ConsoleAddress } from '../console/server/console.js';

/** With `--json` the address is printed as one object when the page can be opened. */
export type { ConsoleAddress };

export default class Console extends BaseCommand {
  static override summary = 'Serve a page that shows the stack and its data flow';
  static override description =
    'Runs until Ctrl-C and listens on 127.0.0.1 only. The address that it prints holds a token without which nothing is answered; it is valid until Ctrl-C.';
  static override examples = [
    '<%= config.bin %> console',
    '<%= config.bin %> console --read-only --no-open',
    '<%= config.bin %> console --port 0 --json',
  ];
  static override flags = {
    port: Flags.integer({
      description: 'port on 127.0.0.1; 0 for any free one (default: 7700, or any when it is in use)',
      min: 0,
      max: 65_535,
    }),
    'read-only': Flags.boolean({
      description: 'refuse everything that changes the stack or its data',
      default: false,
    }),
    open: Flags.boolean({
      description: 'open the page in the browser, on a desktop',
      default: true,
      allowNo: true,
    }),
  };

  async run(): Promise<undefined> {
    const { flags } = await this.parse(Console);
    const session = await this.open(flags);
    requireStack(session);
    await this.serveConsole(session.name, flags, {
      port: flags.port,
      readOnly: flags['read-only'],
      browse: flags.open,
    });
    return undefined;
  }
}
