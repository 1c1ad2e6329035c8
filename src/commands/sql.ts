import { text } from 'node:stream/consumers';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { StreamkitError } from '../shared/errors.js';
import { readWhole } from '../shared/input-file.js';
import { sqlCsv, sqlTable } from '../render/sql-results.js';
import type { SqlResult } from '../sql/client.js';
import { sqlProducts } from '../sql/products.js';
import { sqlPrompt } from '../sql/prompt.js';
import { runStatements } from '../sql/run-statements.js';

export default class Sql extends BaseCommand {
  static override summary = 'Run SQL statements on MySQL or Hive';
  static override description =
    'Reads statements from the argument, a file or stdin, and stops at the first one that fails. Opens an interactive prompt on a terminal if there are none.';
  static override examples = [
    "<%= config.bin %> sql mysql 'select version()'",
    '<%= config.bin %> sql mysql --file sql/customer.sql',
    "<%= config.bin %> sql mysql 'show databases' --csv",
    "<%= config.bin %> sql hive 'select count(*) from customer'",
  ];
  static override args = {
    product: Args.string({
      description: 'database to connect to',
      options: Object.keys(sqlProducts),
      required: true,
    }),
    query: Args.string({ description: 'statements, separated by ";"', ignoreStdin: true }),
  };
  static override flags = {
    file: Flags.string({ description: 'read the statements from a file', helpValue: 'FILE' }),
    csv: Flags.boolean({ description: 'print rows as CSV', exclusive: ['json'] }),
  };

  async run(): Promise<{ results: SqlResult[] }> {
    const { args, flags } = await this.parse(Sql);
    if (args.query !== undefined && flags.file !== undefined)
      throw new StreamkitError('USAGE', 'Give a query or --file, not both.');
    const prompting = args.query === undefined && flags.file === undefined && process.stdin.isTTY;
    const statements = prompting ? '' : await statementsOf(args.query, flags.file);
    const session = await this.open(flags);
    const client = await sqlProducts[args.product]?.(session);
    if (!client) throw new StreamkitError('USAGE', `There is no database named "${args.product}".`);
    const show = flags.csv ? sqlCsv : (result: SqlResult) => `${sqlTable(result)}\n`;
    const results: SqlResult[] = [];
    try {
      if (prompting) {
        await sqlPrompt(client, { name: args.product, input: process.stdin, output: process.stdout, show });
        return { results };
      }
      for await (const result of runStatements(client, statements, this.signal)) {
        if (this.jsonEnabled()) results.push(result);
        else process.stdout.write(show(result));
      }
      return { results };
    } finally {
      await client.close();
    }
  }
}

async function statementsOf(query: string | undefined, file: string | undefined): Promise<string> {
  return query ?? (file === undefined ? text(process.stdin) : readWhole(file, '--file'));
}
