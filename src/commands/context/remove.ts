import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { openHome } from '../../shared/home.js';

export default class ContextRemove extends BaseCommand {
  static override summary = 'Remove a context';
  static override description = 'The cluster and the files that the context refers to are not changed.';
  static override examples = ['<%= config.bin %> context remove staging'];
  static override args = {
    name: Args.string({ description: 'name of the context', required: true }),
  };

  async run(): Promise<{ removed: string }> {
    const { args } = await this.parse(ContextRemove);
    const { contextNamed, readContexts, writeContexts } = await import('../../contexts/store.js');
    const home = openHome(process.env);
    const file = await readContexts(home);
    contextNamed(file, args.name);
    const contexts = Object.fromEntries(Object.entries(file.contexts).filter(([name]) => name !== args.name));
    const { current } = file;
    await writeContexts(home, {
      ...(current !== undefined && current !== args.name && { current }),
      contexts,
    });
    this.log(`Removed the context ${args.name}.`);
    return { removed: args.name };
  }
}
