import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { openOutput } from '../render/output.js';
import { SqlJson } from '../render/sql-json.js';
import { sqlCsv, sqlTable } from '../render/sql-results.js';
import { writeJson, writeResults } from '../render/write-sql.js';
import { StreamkitError } from '../shared/errors.js';
import type { SqlClient, SqlResult } from '../sql/client.js';
import { withLimit } from '../sql/limit-rows.js';
import { sqlProducts } from '../sql/products.js';
import { sqlPrompt } from '../sql/prompt.js';
import { readScript } from '../sql/read-script.js';
import { runScript } from '../sql/run-statements.js';
import { whileResponsive } from '../stack/while-responsive.js';

export default class Sql extends BaseCommand {
  static override summary = 'Run SQL on MySQL, PostgreSQL, Hive, Flink, Cassandra';
  static override description =
    'Reads statements from the argument, a file or stdin, and stops at the first one that fails. Opens an interactive prompt on a terminal if there are none. Flink queries are streams, as by default in Flink: each row begins with the kind of change (+I, -U, +U, -D), and a query over an unbounded table runs until Ctrl-C or --limit. Tables that Flink SQL creates are saved with the stack.';
  static override examples = [
    "<%= config.bin %> sql mysql 'select version()'",
    '<%= config.bin %> sql mysql --file sql/customer.sql',
    "<%= config.bin %> sql mysql --database mysql 'select count(*) from user'",
    "<%= config.bin %> sql mysql 'show databases' --csv",
    "<%= config.bin %> sql postgres 'select version()'",
    "<%= config.bin %> sql hive 'select count(*) from customer'",
    "<%= config.bin %> sql flink \"create table numbers (n int) with ('connector' = 'datagen')\"",
    "<%= config.bin %> sql flink 'select * from numbers' --limit 5",
  ];
  static override args = {
    product: Args.string({
      description: 'database to connect to',
      options: Object.keys(sqlProducts),
      required: true,
    }),
    query: Args.string({ description: 'statements, separated by ";"' }),
  };
  static override flags = {
    file: Flags.string({ description: 'read the statements from a file', helpValue: 'FILE' }),
    database: Flags.string({
      char: 'd',
      description:
        'database or keyspace to use (default: none, PostgreSQL: "postgres", Hive: "default", Flink: "default_database")',
      helpValue: 'NAME',
    }),
    limit: Flags.integer({ description: 'rows of each result to print (default: all)', min: 1 }),
    csv: Flags.boolean({ description: 'print rows as CSV', exclusive: ['json'] }),
  };

  private document: SqlJson | undefined;

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
        const limited = flags.limit === undefined ? client : withLimit(client, flags.limit);
        if (script === undefined) return { results: await this.prompt(limited, args.product, flags.csv) };
        return { results: await this.script(limited, script, flags.csv, session.signal) };
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
    const output = openOutput(process.stdout);
    if (this.jsonEnabled()) this.document = new SqlJson();
    for await (const parts of runScript(client, text, signal)) {
      const written = this.document
        ? await writeJson(parts, this.document, output)
        : await writeResults(parts, csv, output);
      if (!written) break;
    }
    return [];
  }

  /** Ends the document that is already written in part. */
  protected override logJson(json: unknown): void {
    if (this.document) process.stdout.write(this.document.end((json as { error?: object }).error));
    else super.logJson(json);
  }
}
