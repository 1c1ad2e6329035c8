import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf, StreamkitError } from '../shared/errors.js';
import { readIfThere } from '../shared/files.js';
import type { SqlResult } from './client.js';
import { allStatements } from './statements.js';

type Query = (statement: string) => Promise<SqlResult>;

/** What a new session begins with. */
const start = ['USE CATALOG default_catalog', 'USE default_database'];

/**
 * Tables, views, databases and functions beyond a session: Flink's own catalog forgets them with it. The statements that
 * made them are saved in their order, and run again in each new session.
 */
export class FlinkTables {
  /** USE statements of this session: names are relative to them. */
  private uses: string[] = [];

  constructor(private readonly file: string) {}

  /** @throws StreamkitError USAGE when a saved statement fails */
  async restore(query: Query): Promise<void> {
    for (const statement of allStatements((await readIfThere(this.file)) ?? '', 'flink')) {
      try {
        await query(statement);
      } catch (error) {
        const [first = ''] = statement.split('\n');
        throw new StreamkitError('USAGE', `A saved statement of Flink SQL fails: ${first}`, {
          suggestions: [`Correct or delete it in ${this.file}`],
          evidence: [messageOf(error)],
          cause: error,
        });
      }
    }
  }

  /** Saves what a statement that has succeeded changed in the catalog, if anything. */
  async save(statement: string, query: Query): Promise<void> {
    if (/^\s*use\b/i.test(statement)) this.uses.push(statement);
    const text = await this.lasting(statement, query);
    if (text === undefined) return;
    const statements = this.uses.length > 0 ? [...this.uses, text, ...start] : [text];
    await mkdir(dirname(this.file), { recursive: true });
    // Options of a table may hold passwords.
    await appendFile(this.file, statements.map((one) => `${one};\n`).join(''), { mode: 0o600 });
  }

  /** The statement, without the query that fills a new table: it would run again in each session. */
  private async lasting(statement: string, query: Query): Promise<string | undefined> {
    if (!isLasting(statement)) return undefined;
    const filled =
      /^\s*create\s+(?:or\s+replace\s+)?table\s+(?:if\s+not\s+exists\s+)?([^\s(]+)[^]*\bas\s+select\b/i;
    const table = filled.exec(statement)?.[1];
    if (table === undefined) return statement;
    const { rows } = await query(`SHOW CREATE TABLE ${table}`);
    return rows[0]?.[0] ?? undefined;
  }
}

/** Whether a statement changes the catalog beyond its session. Pure. */
export function isLasting(statement: string): boolean {
  return /^\s*(create|alter|drop)\s+(?!(or\s+(replace|alter)\s+)?temporary\b)\w/i.test(statement);
}
