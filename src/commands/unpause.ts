import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { signalServices, type SignaledServices } from '../stack/signal.js';

export default class Unpause extends BaseCommand {
  static override summary = 'Resume services that were paused';
  static override examples = ['<%= config.bin %> unpause kafka'];
  static override strict = false;
  static override args = { service: Args.string({ description: 'service names', required: true }) };

  async run(): Promise<SignaledServices> {
    const { flags, argv } = await this.parse(Unpause);
    const result = await signalServices(await this.open(flags), argv as string[], 'SIGCONT');
    this.log(`Resumed ${result.services.join(', ')}.`);
    return result;
  }
}
