import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { parseDuration } from '../shared/duration.js';
import { restart } from '../stack/restart.js';
import type { StackStatus } from '../stack/status.js';

export default class Restart extends BaseCommand {
  static override summary = 'Restart services and those that depend on them';
  static override examples = ['<%= config.bin %> restart kafka'];
  static override strict = false;
  static override args = { service: Args.string({ description: 'service names', required: true }) };
  static override flags = {
    timeout: Flags.string({
      description: 'how long to wait for each service',
      helpValue: '5m',
      default: '5m',
    }),
  };

  async run(): Promise<StackStatus> {
    const { flags, argv } = await this.parse(Restart);
    const session = await this.open(flags);
    return restart(session, {
      services: argv as string[],
      ports: { auto: false, asked: {} },
      offline: false,
      timeoutMs: parseDuration(flags.timeout),
    });
  }
}
