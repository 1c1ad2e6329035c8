import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { faultLines } from '../render/network.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { heal, type Healed } from '../stack/network.js';

export default class Heal extends BaseCommand {
  static override summary = 'End delays, cuts and pauses';
  static override description =
    'A service name stands for all of its instances. `streamkit up` restarts services that were killed.';
  static override examples = ['<%= config.bin %> heal kafka-2', '<%= config.bin %> heal --all'];
  static override strict = false;
  static override args = { service: Args.string({ description: 'service names' }) };
  static override flags = { all: Flags.boolean({ description: 'all services of the stack' }) };

  async run(): Promise<Healed> {
    const { flags, argv } = await this.parse(Heal);
    const names = argv as string[];
    if (flags.all === names.length > 0)
      throw new StreamkitError('USAGE', 'heal needs either service names or --all.', {
        suggestions: [suggest('End all faults', 'heal', '--all')],
      });
    const result = await heal(await this.open(flags), names);
    const ended = [
      ...faultLines(result.network).map((line) => `Ended: ${line}.`),
      ...(result.resumed.length > 0 ? [`Resumed ${result.resumed.join(', ')}.`] : []),
    ];
    this.log(ended.length > 0 ? ended.join('\n') : 'There was nothing to heal.');
    return result;
  }
}
