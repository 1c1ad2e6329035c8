import { BaseCommand } from '../base-command.js';
import { table } from '../render/table.js';
import { existingStacks } from '../stack/list.js';
import { status, type StackStatus } from '../stack/status.js';

export default class List extends BaseCommand {
  static override summary = 'show all stacks of this machine';
  static override examples = ['<%= config.bin %> list', '<%= config.bin %> list --json'];

  async run(): Promise<{ stacks: StackStatus[] }> {
    const { flags } = await this.parse(List);
    // A damaged stack is listed like the others: this is where users look for it.
    const { home } = await this.open(flags, { evenDamaged: true });
    const names = await existingStacks(home);
    const stacks = await Promise.all(
      names.map(async (name) => status(await this.open({ ...flags, stack: name }, { evenDamaged: true }))),
    );
    if (stacks.length === 0) this.log('There are no stacks. streamkit up makes one.');
    else this.log(table(['stack', 'engine', 'kafka', 'services'], stacks.map(row)));
    return { stacks };
  }
}

function row({ stack, engine, kafkaMode, services }: StackStatus): string[] {
  const running = services
    .filter(({ state }) => state !== 'down')
    .map(({ name, state }) => `${name} ${state}`);
  return [stack, engine, kafkaMode, running.length === 0 ? 'none running' : running.join(', ')];
}
