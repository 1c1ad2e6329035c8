import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import type { ContextDescription } from '../../contexts/describe-context.js';
import { openHome } from '../../shared/home.js';

export default class ContextShow extends BaseCommand {
  static override summary = 'Show a context without its secrets';
  static override examples = ['<%= config.bin %> context show staging'];
  static override args = {
    name: Args.string({ description: 'name of the context', required: true }),
  };

  async run(): Promise<ContextDescription> {
    const { args } = await this.parse(ContextShow);
    const { openContext } = await import('../../contexts/open-context.js');
    const { describeContext } = await import('../../contexts/describe-context.js');
    const { contextNamed, readContexts } = await import('../../contexts/store.js');
    const { columns } = await import('../../render/table.js');
    const home = openHome(process.env);
    const entry = contextNamed(await readContexts(home), args.name);
    const description = describeContext(await openContext(home, args.name), entry);
    this.log(columns(Object.entries(description).map(([key, value]) => [key, String(value)])));
    return description;
  }
}
