import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { confirm } from '../cli/confirm.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { servicesArgument } from '../cli/flags.js';
import type { Home } from '../shared/home.js';
import { down, downEach, type DownResult } from '../stack/down.js';
import { existingStacks } from '../stack/list.js';
import { stackNames } from '../stack/record/record.js';

export default class Down extends BaseCommand {
  static override summary = 'Stop services (their data is kept)';
  static override examples = [
    '<%= config.bin %> down',
    '<%= config.bin %> down kafka',
    '<%= config.bin %> down --data --yes',
    '<%= config.bin %> down --all --data --yes',
  ];
  static override strict = false;
  static override args = { service: servicesArgument };
  static override flags = {
    data: Flags.boolean({ description: 'also delete the data of the stack' }),
    all: Flags.boolean({ description: 'stop every stack on this machine', exclusive: ['stack'] }),
    yes: Flags.boolean({ char: 'y', description: 'do not ask for confirmation' }),
  };

  async run(): Promise<DownResult | { stacks: DownResult[] } | undefined> {
    const { flags, argv } = await this.parse(Down);
    const services = argv as string[];
    if (services.length > 0 && (flags.data || flags.all)) {
      throw new StreamkitError(
        'USAGE',
        '--data and --all apply to whole stacks and cannot be combined with service names.',
        {
          suggestions: [
            suggest('Stop only these services', 'down', ...services),
            suggest('Stop the stack and delete its data', 'down', '--data'),
          ],
        },
      );
    }
    // What runs can be stopped whatever has become of the project's file.
    const ignoresProject = flags.all || flags.stack !== undefined;
    const session = await this.open(flags, { evenDamaged: flags.data || flags.all, ignoresProject });
    const names = flags.all ? await this.all(flags.data, session.home) : [session.name];
    if (flags.data && names.length > 0) {
      await confirm({
        what: `This deletes all data of ${names.join(', ')}.`,
        question: 'Delete it?',
        yes: flags.yes,
        canAsk: this.interactive(flags),
      });
    }
    const open = async (stack: string) =>
      this.open({ ...flags, stack }, { evenDamaged: flags.data, ignoresProject });
    if (flags.all) return { stacks: await downEach(names, open, flags.data) };
    const result = await down(session, { services, data: flags.data });
    if (result.stopped.length === 0) this.log(`Stack ${session.name} is not running.`);
    return result;
  }

  /** A deletion includes the leftovers of stacks that no longer exist. */
  private async all(data: boolean, home: Home): Promise<string[]> {
    return data ? stackNames(home) : existingStacks(home);
  }
}
