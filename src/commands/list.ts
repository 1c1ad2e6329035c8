import { BaseCommand } from '../cli/base-command.js';
import { table } from '../render/table.js';
import { existingStacks, listedStatus } from '../stack/list.js';
import { suggest } from '../shared/suggestion.js';
import type { StackStatus } from '../stack/status.js';

export default class List extends BaseCommand {
  static override summary = 'List the stacks on this machine';
  static override examples = ['<%= config.bin %> list', '<%= config.bin %> list --json'];

  async run(): Promise<{ stacks: StackStatus[] }> {
    const { flags } = await this.parse(List);
    // Damaged stacks are listed as well: this is where users look for them.
    const { home } = await this.open(flags, { evenDamaged: true });
    const names = await existingStacks(home);
    const stacks = await Promise.all(
      names.map(async (name) =>
        listedStatus(await this.open({ ...flags, stack: name }, { evenDamaged: true })),
      ),
    );
    if (stacks.length === 0) this.log(`No stacks exist. ${this.suggestion(suggest('Create one', 'up'))}`);
    else this.log(table(['stack', 'engine', 'kafka', 'services'], stacks.map(row)));
    return { stacks };
  }
}

function row({ stack, engine, kafkaMode, services, problem }: StackStatus): string[] {
  if (problem !== undefined) return [stack, engine, kafkaMode, problem];
  const running = services
    .filter(({ state }) => state !== 'down')
    .map(({ name, state }) => `${name} ${state}`);
  return [stack, engine, kafkaMode, running.length === 0 ? 'none running' : running.join(', ')];
}
