import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { signalServices, type SignaledServices } from '../stack/signal.js';

export default class Pause extends BaseCommand {
  static override summary = 'Suspend services, which keep their ports';
  static override description =
    'A service name stands for all of its instances, kafka-2 for one. `streamkit unpause` resumes them, `streamkit up` restarts them.';
  static override examples = ['<%= config.bin %> pause kafka'];
  static override strict = false;
  static override args = { service: Args.string({ description: 'service names', required: true }) };

  async run(): Promise<SignaledServices> {
    const { flags, argv } = await this.parse(Pause);
    const result = await signalServices(await this.open(flags), argv as string[], 'SIGSTOP');
    this.log(`Paused ${result.services.join(', ')}.`);
    return result;
  }
}
