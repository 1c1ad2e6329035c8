import { runScript } from '../sql/run-statements.js';
import { sqlProducts } from '../sql/products.js';
import { collect, type SqlClient } from '../sql/client.js';
import { readScript } from '../sql/read-script.js';
import { messageOf, StreamkitError } from '../shared/errors.js';
import type { Session } from '../stack/session.js';
import { whileResponsive } from '../stack/while-responsive.js';
import type { Actual, DesiredScript } from './types.js';

/** In each database: which scripts have run there. */
export const scriptTable = 'streamkit_scripts';

/** The scripts that have run in the databases of a project, as their tables say. */
export async function ranScripts(session: Session, scripts: DesiredScript[]): Promise<Actual['scripts']> {
  const ran: Actual['scripts'] = [];
  for (const product of new Set(scripts.map((one) => one.product))) {
    const own = scripts.filter((one) => one.product === product);
    const found = await withDatabase(session, product, async (client) => {
      const rows: Actual['scripts'] = [];
      for (const database of new Set(own.map((one) => one.database))) {
        if (!(await hasTable(client, database))) continue;
        const result = await client.query(`SELECT name, checksum FROM ${quoted(database)}.${scriptTable}`);
        for (const [name, checksum] of result.rows)
          rows.push({ product, database, name: name ?? '', checksum: checksum ?? '' });
      }
      return rows;
    });
    ran.push(...found);
  }
  return ran;
}

/**
 * Runs a script in its database, which is created if it does not exist, and notes that it ran. A script that fails is not
 * noted: it runs again, from its start.
 */
export async function applyScript(session: Session, script: DesiredScript): Promise<void> {
  const { product, database, name, path, checksum } = script;
  const text = await readScript(path);
  await withDatabase(session, product, async (client, signal) => {
    await client.query(`CREATE DATABASE IF NOT EXISTS ${quoted(database)}`);
    const key = product === 'mysql' ? 'VARCHAR(255) PRIMARY KEY' : 'STRING';
    const type = product === 'mysql' ? 'VARCHAR(64)' : 'STRING';
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${quoted(database)}.${scriptTable} (name ${key}, checksum ${type}, applied_at ${type})`,
    );
    await client.query(`USE ${quoted(database)}`);
    try {
      for await (const parts of runScript(client, text, signal)) await collect(parts);
    } catch (error) {
      signal.throwIfAborted();
      throw new StreamkitError('APPLY_REFUSED', `${name} failed: ${messageOf(error)}`, {
        service: product,
        suggestions: ['Fix the script and apply again: it runs from its start.'],
        cause: error,
      });
    }
    const values = [name, checksum, new Date().toISOString()].map(literal).join(', ');
    await client.query(`INSERT INTO ${quoted(database)}.${scriptTable} VALUES (${values})`);
  });
}

async function withDatabase<Result>(
  session: Session,
  product: string,
  work: (client: SqlClient, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const known = sqlProducts[product];
  if (!known) throw new StreamkitError('USAGE', `There is no database named "${product}".`);
  return whileResponsive(session, known.services, async (responsive) => {
    const client = await known.open(responsive);
    try {
      return await work(client, responsive.signal);
    } finally {
      await client.close();
    }
  });
}

/** By exact name: `_` is a wildcard in LIKE. */
async function hasTable(client: SqlClient, database: string): Promise<boolean> {
  const databases = await client.query('SHOW DATABASES');
  if (!databases.rows.some(([name]) => name === database)) return false;
  const tables = await client.query(`SHOW TABLES IN ${quoted(database)}`);
  return tables.rows.some((row) => row.includes(scriptTable));
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
