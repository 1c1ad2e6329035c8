import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { openOutput, type Output } from '../render/output.js';
import { sqlCsv, sqlCsvPart, sqlTable } from '../render/sql-results.js';
import { StreamkitError } from '../shared/errors.js';
import { collect, type SqlClient, type SqlPart, type SqlResult } from '../sql/client.js';
import { sqlProducts } from '../sql/products.js';
import { sqlPrompt } from '../sql/prompt.js';
import { readScript } from '../sql/read-script.js';
import { runScript } from '../sql/run-statements.js';
import { whileResponsive } from '../stack/while-responsive.js';

export default class Sql extends BaseCommand {
  static override summary = 'Run SQL statements on MySQL, PostgreSQL or Hive';
  static override description =
    'Reads statements from the argument, a file or stdin, and stops at the first one that fails. Opens an interactive prompt on a terminal if there are none.';
  static override examples = [
    "<%= config.bin %> sql mysql 'select version()'",
    '<%= config.bin %> sql mysql --file sql/customer.sql',
    "<%= config.bin %> sql mysql --database mysql 'select count(*) from user'",
    "<%= config.bin %> sql mysql 'show databases' --csv",
    "<%= config.bin %> sql postgres 'select version()'",
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
    database: Flags.string({
      char: 'd',
      description: 'database to use (default: none, PostgreSQL: "postgres", Hive: "default")',
      helpValue: 'NAME',
    }),
    csv: Flags.boolean({ description: 'print rows as CSV', exclusive: ['json'] }),
  };

  async run(): Promise<{ results: SqlResult[] }> {
    const { args, flags } = await this.parse(Sql);
    if (args.query !== undefined && flags.file !== undefined)
      throw new StreamkitError('USAGE', 'Give a query or --file, not both.');
    const prompting = args.query === undefined && flags.file === undefined && process.stdin.isTTY;
    const script = prompting ? undefined : (args.query ?? (await readScript(flags.file)));
    const opened = await this.open(flags);
    const { open, services } = sqlProducts[args.product] ?? {};
    if (!open || !services)
      throw new StreamkitError('USAGE', `There is no database named "${args.product}".`);
    return whileResponsive(opened, services, async (session) => {
      const client = await open(session, flags.database);
      try {
        if (script === undefined) return { results: await this.prompt(client, args.product, flags.csv) };
        return { results: await this.script(client, script, flags.csv, session.signal) };
      } finally {
        await client.close();
      }
    });
  }

  private async prompt(client: SqlClient, name: string, csv: boolean): Promise<SqlResult[]> {
    const show = csv ? sqlCsv : (result: SqlResult) => `${sqlTable(result)}\n`;
    await sqlPrompt(client, { name, input: process.stdin, output: process.stdout, show });
    return [];
  }

  private async script(
    client: SqlClient,
    text: string,
    csv: boolean,
    signal: AbortSignal,
  ): Promise<SqlResult[]> {
    const results: SqlResult[] = [];
    const output = openOutput(process.stdout);
    for await (const parts of runScript(client, text, signal)) {
      if (this.jsonEnabled()) results.push(...(await collect(parts)));
      else if (!(await writeResults(parts, csv, output))) break;
    }
    return results;
  }
}

/** CSV as the rows arrive; a table needs all of them for its widths. @returns false when nobody reads any more */
async function writeResults(parts: AsyncIterable<SqlPart>, csv: boolean, output: Output): Promise<boolean> {
  if (csv) {
    for await (const part of parts) if (!(await output.write(Buffer.from(sqlCsvPart(part))))) return false;
    return true;
  }
  for (const result of await collect(parts))
    if (!(await output.write(Buffer.from(`${sqlTable(result)}\n`)))) return false;
  return true;
}
