import { runScript } from '../sql/run-statements.js';
import { sqlProducts } from '../sql/products.js';
import { collect, type SqlClient } from '../sql/client.js';
import { readScript } from '../sql/read-script.js';
import { messageOf, StreamkitError } from '../shared/errors.js';
import type { Session } from '../stack/session.js';
import { whileResponsive } from '../stack/while-responsive.js';
import type { Actual, DesiredScript } from './types.js';

type Product = DesiredScript['product'];

/** In each database: which scripts have run there. */
export const scriptTable = 'streamkit_scripts';

interface Statements {
  databases: string;
  createDatabase: (name: string) => string;
  tables: (database: string) => string;
  /** Types of the columns. */
  key: string;
  text: string;
  literal: (text: string) => string;
}

const withBackslashes = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const withDoubledQuotes = (text: string) => `'${text.replaceAll("'", "''")}'`;
const mysql: Statements = {
  databases: 'SHOW DATABASES',
  createDatabase: (name) => `CREATE DATABASE \`${name.replaceAll('`', '``')}\``,
  tables: () => 'SHOW TABLES',
  key: 'VARCHAR(255) PRIMARY KEY',
  text: 'VARCHAR(64)',
  literal: withBackslashes,
};
const statements: Record<Product, Statements> = {
  mysql,
  hive: { ...mysql, key: 'STRING', text: 'STRING' },
  postgres: {
    databases: 'SELECT datname FROM pg_database',
    createDatabase: (name) => `CREATE DATABASE "${name.replaceAll('"', '""')}"`,
    tables: () => "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    key: 'TEXT PRIMARY KEY',
    text: 'TEXT',
    literal: withDoubledQuotes,
  },
  cassandra: {
    databases: 'SELECT keyspace_name FROM system_schema.keyspaces',
    createDatabase: (name) =>
      `CREATE KEYSPACE "${name.replaceAll('"', '""')}" WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}`,
    tables: (keyspace) =>
      `SELECT table_name FROM system_schema.tables WHERE keyspace_name = ${withDoubledQuotes(keyspace)}`,
    key: 'TEXT PRIMARY KEY',
    text: 'TEXT',
    literal: withDoubledQuotes,
  },
};

/** The scripts that have run in the databases of a project, as their tables say. */
export async function ranScripts(session: Session, scripts: DesiredScript[]): Promise<Actual['scripts']> {
  const ran: Actual['scripts'] = [];
  for (const product of new Set(scripts.map((one) => one.product))) {
    const { databases, tables } = statements[product];
    const wanted = new Set(scripts.filter((one) => one.product === product).map(({ database }) => database));
    const there = await withDatabase(session, product, undefined, async (client) =>
      namesOf(client, databases),
    );
    for (const database of [...wanted].filter((name) => there.includes(name))) {
      await withDatabase(session, product, database, async (client) => {
        if (!(await namesOf(client, tables(database))).includes(scriptTable)) return;
        const { rows } = await client.query(`SELECT name, checksum FROM ${scriptTable}`);
        for (const [name, checksum] of rows)
          ran.push({ product, database, name: name ?? '', checksum: checksum ?? '' });
      });
    }
  }
  return ran;
}

async function namesOf(client: SqlClient, query: string): Promise<string[]> {
  const { rows } = await client.query(query);
  return rows.flatMap((row) => row.filter((name) => name !== null));
}

/**
 * Runs a script in its database, which is created if it does not exist, and records that it ran. A script that fails is not
 * recorded: it runs again, from its start.
 */
export async function applyScript(session: Session, script: DesiredScript): Promise<void> {
  const { product, database, name, path, checksum } = script;
  const { databases, createDatabase, key, text: type, literal } = statements[product];
  const text = await readScript(path);
  await withDatabase(session, product, undefined, async (client) => {
    if (!(await namesOf(client, databases)).includes(database)) await client.query(createDatabase(database));
  });
  await withDatabase(session, product, database, async (client, signal) => {
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${scriptTable} (name ${key}, checksum ${type}, applied_at ${type})`,
    );
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
  });
  // A connection of its own: the script may have chosen another database.
  await withDatabase(session, product, database, async (client) => {
    const values = [name, checksum, new Date().toISOString()].map(literal).join(', ');
    await client.query(`INSERT INTO ${scriptTable} (name, checksum, applied_at) VALUES (${values})`);
  });
}

async function withDatabase<Result>(
  session: Session,
  product: Product,
  database: string | undefined,
  work: (client: SqlClient, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const known = sqlProducts[product];
  if (!known) throw new StreamkitError('USAGE', `There is no database named "${product}".`);
  return whileResponsive(session, known.services, async (responsive) => {
    const client = await known.open(responsive, database);
    try {
      return await work(client, responsive.signal);
    } finally {
      await client.close();
    }
  });
}
