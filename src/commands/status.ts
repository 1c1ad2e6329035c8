import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { servicesArgument } from '../cli/flags.js';
import { statusTable } from '../render/status-table.js';
import { servicesOf } from '../stack/session.js';
import { requireStack } from '../stack/endpoint.js';
import { status, type StackStatus } from '../stack/status.js';

export default class Status extends BaseCommand {
  static override summary = 'Show the state, address and memory of each service';
  static override examples = [
    '<%= config.bin %> status',
    '<%= config.bin %> status kafka',
    '<%= config.bin %> status --json',
    '<%= config.bin %> status --watch',
  ];
  static override strict = false;
  static override args = { service: servicesArgument };
  static override flags = {
    watch: Flags.boolean({ char: 'w', description: 'refresh on every change until Ctrl-C' }),
  };

  async run(): Promise<StackStatus> {
    const { flags, argv } = await this.parse(Status);
    const session = await this.open(flags);
    requireStack(session);
    const services = servicesOf(session, argv as string[]);
    let current = await status(session, { services });
    this.log(statusTable(current, this.theme));
    let shown = states(current);
    while (flags.watch) {
      current = await status(session, { services });
      session.signal.throwIfAborted();
      if (states(current) !== shown) this.log(`\n${statusTable(current, this.theme)}`);
      shown = states(current);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return current;
  }
}

function states({ services }: StackStatus): string {
  return services.map(({ name, state }) => `${name} ${state}`).join();
}
