import { join } from 'node:path';
import { mysqlUser } from '../services/mysql.js';
import { postgresDatabase, postgresUser } from '../services/settings/postgres-settings.js';
import { runningStack } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import type { SqlClient } from './client.js';

interface SqlProduct {
  /** What must respond for the database to respond. */
  services: string[];
  /** Opens a session; the client library is loaded only then. */
  open: (session: Session, database?: string) => Promise<SqlClient>;
}

export const sqlProducts: Record<string, SqlProduct> = {
  mysql: {
    services: ['mysql'],
    async open(session, database) {
      const stack = runningStack(session, 'mysql');
      const { openMysql } = await import('./mysql.js');
      const port = stack.portsOf('mysql')('client');
      const login = { host: '127.0.0.1', port, user: mysqlUser, password: stack.secret };
      return inDatabase(await openMysql(login, session.signal), database);
    },
  },
  postgres: {
    services: ['postgres'],
    async open(session, database = postgresDatabase) {
      const stack = runningStack(session, 'postgres');
      const { openPostgres } = await import('./postgres.js');
      const port = stack.portsOf('postgres')('client');
      const login = { host: '127.0.0.1', port, user: postgresUser, password: stack.secret, database };
      return openPostgres(login, session.signal);
    },
  },
  cassandra: {
    services: ['cassandra'],
    async open(session, database) {
      const port = runningStack(session, 'cassandra').portsOf('cassandra')('client');
      const { openCassandra } = await import('./cassandra/session.js');
      return openCassandra({ host: '127.0.0.1', port }, session.signal, database);
    },
  },
  hive: {
    services: ['hive', 'hdfs'],
    async open(session, database) {
      const port = runningStack(session, 'hive').portsOf('hive')('jdbc');
      const { openHive } = await import('./hive.js');
      return inDatabase(await openHive({ host: '127.0.0.1', port }, session.signal), database);
    },
  },
  flink: {
    services: ['flink-sql', 'flink-jobmanager'],
    async open(session, database) {
      const stack = runningStack(session, 'flink-sql');
      const { openFlink } = await import('./flink.js');
      const rest = {
        url: `http://127.0.0.1:${stack.portsOf('flink-sql')('http')}`,
        service: 'flink-sql',
        signal: session.signal,
      };
      const tables = join(stack.dir, 'flink-sql', 'data', 'tables.sql');
      return inDatabase(await openFlink(rest, tables), database);
    },
  },
};

async function inDatabase(client: SqlClient, database: string | undefined): Promise<SqlClient> {
  if (database === undefined) return client;
  try {
    await client.query(`USE \`${database.replaceAll('`', '``')}\``);
    return client;
  } catch (error) {
    await client.close();
    throw error;
  }
}
