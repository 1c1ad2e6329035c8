import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { openHome } from '../../shared/home.js';

export default class ContextUse extends BaseCommand {
  static override summary = 'Select the context for the next commands';
  static override description =
    'It applies to commands that accept --context. A flag, STREAMKIT_CONTEXT and `context` in streamkit.yml override it.';
  static override examples = ['<%= config.bin %> context use staging', '<%= config.bin %> context use local'];
  static override args = {
    name: Args.string({
      description: 'name, or "local" for the local stack',
      required: true,
    }),
  };

  async run(): Promise<{ current: string }> {
    const { args } = await this.parse(ContextUse);
    const { contextNamed, readContexts, writeContexts } = await import('../../contexts/store.js');
    const home = openHome(process.env);
    const file = await readContexts(home);
    if (args.name === 'local') await writeContexts(home, { contexts: file.contexts });
    else {
      contextNamed(file, args.name);
      await writeContexts(home, { ...file, current: args.name });
    }
    this.log(
      args.name === 'local' ? 'Commands use the local stack.' : `Commands use the context ${args.name}.`,
    );
    return { current: args.name };
  }
}
