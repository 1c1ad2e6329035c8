import { BaseCommand } from '../../cli/base-command.js';
import { openHome } from '../../shared/home.js';
import { suggest } from '../../shared/suggestion.js';

interface ListedContext {
  name: string;
  current: boolean;
  readOnly: boolean;
  /** Where its addresses are: a file, or bootstrap servers. */
  source: string;
}

export default class ContextList extends BaseCommand {
  static override summary = 'List contexts';
  static override description = 'A context is a remote cluster: addresses and how to sign in.';
  static override examples = ['<%= config.bin %> context list', '<%= config.bin %> context list --json'];

  async run(): Promise<{ contexts: ListedContext[] }> {
    await this.parse(ContextList);
    const { readContexts } = await import('../../contexts/store.js');
    const { table } = await import('../../render/table.js');
    const { contexts: stored, current } = await readContexts(openHome(process.env));
    const contexts = Object.entries(stored).map(
      ([name, { readOnly = true, from, bootstrapServers = '' }]) => ({
        name,
        current: name === current,
        readOnly,
        source: from?.file ?? bootstrapServers,
      }),
    );
    const rows = contexts.map((one) => [
      one.current ? '*' : '',
      one.name,
      one.readOnly ? 'read-only' : 'writable',
      one.source,
    ]);
    this.log(
      rows.length > 0
        ? table(['', 'context', 'access', 'source'], rows)
        : `No contexts. ${this.suggestion(suggest('Add one', 'context', 'add', 'NAME', '--bootstrap-servers', 'HOST:PORT'))}`,
    );
    return { contexts };
  }
}
