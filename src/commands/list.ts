import { BaseCommand } from '../cli/base-command.js';
import { StreamkitError } from '../shared/errors.js';
import { table } from '../render/table.js';
import type { Session } from '../stack/session.js';
import { existingStacks } from '../stack/list.js';
import { status, type StackStatus } from '../stack/status.js';

export default class List extends BaseCommand {
  static override summary = 'List the stacks on this machine';
  static override examples = ['<%= config.bin %> list', '<%= config.bin %> list --json'];

  async run(): Promise<{ stacks: StackStatus[] }> {
    const { flags } = await this.parse(List);
    // A damaged stack is listed like the others: this is where users look for it.
    const { home } = await this.open(flags, { evenDamaged: true });
    const names = await existingStacks(home);
    const stacks = await Promise.all(
      names.map(async (name) => listed(await this.open({ ...flags, stack: name }, { evenDamaged: true }))),
    );
    if (stacks.length === 0) this.log('There are no stacks. streamkit up makes one.');
    else this.log(table(['stack', 'engine', 'kafka', 'services'], stacks.map(row)));
    return { stacks };
  }
}

/** One stack's engine that cannot be asked does not keep the others from being shown. */
async function listed(session: Session): Promise<StackStatus> {
  try {
    return await status(session);
  } catch (error) {
    if (!(error instanceof StreamkitError) || error.code !== 'DOCKER_UNAVAILABLE') throw error;
    const { name: stack, engine, kafkaMode } = session;
    return { stack, engine: engine.name, kafkaMode, services: [], problem: error.message };
  }
}

function row({ stack, engine, kafkaMode, services, problem }: StackStatus): string[] {
  if (problem !== undefined) return [stack, engine, kafkaMode, problem];
  const running = services
    .filter(({ state }) => state !== 'down')
    .map(({ name, state }) => `${name} ${state}`);
  return [stack, engine, kafkaMode, running.length === 0 ? 'none running' : running.join(', ')];
}
