import { constants } from 'node:os';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { parseSignal, signalServices, type SignaledServices } from '../stack/signal.js';

export default class Kill extends BaseCommand {
  static override summary = 'Kill services, to test how others react';
  static override description =
    'Sends SIGKILL, or another signal, to the running services. A service name stands for all of its instances, kafka-2 for one. `streamkit up` restarts what was killed.';
  static override examples = [
    '<%= config.bin %> kill connect',
    '<%= config.bin %> kill schema-registry --signal TERM',
  ];
  static override strict = false;
  static override args = { service: Args.string({ description: 'service names', required: true }) };
  static override flags = {
    signal: Flags.string({ char: 's', description: 'signal to send', default: 'KILL', helpValue: 'NAME' }),
  };

  async run(): Promise<SignaledServices> {
    const { flags, argv } = await this.parse(Kill);
    const signal = parseSignal(flags.signal, constants.signals);
    const result = await signalServices(await this.open(flags), argv as string[], signal);
    this.log(`Sent ${signal} to ${result.services.join(', ')}.`);
    return result;
  }
}
