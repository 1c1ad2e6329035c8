import type { Session } from '../stack/session.js';
import { mysqlUser } from '../services/mysql.js';
import { runningStack } from '../stack/endpoint.js';
import type { SqlClient } from './client.js';

/** How to open a session with each product; the client library is loaded only then. */
export const sqlProducts: Record<string, (session: Session) => Promise<SqlClient>> = {
  async mysql(session) {
    const stack = runningStack(session, 'mysql');
    const { openMysql } = await import('./mysql.js');
    const port = stack.portsOf('mysql')('client');
    return openMysql({ host: '127.0.0.1', port, user: mysqlUser, password: stack.secret });
  },
  async hive(session) {
    const port = runningStack(session, 'hive').portsOf('hive')('jdbc');
    const { openHive } = await import('./hive.js');
    return openHive({ host: '127.0.0.1', port }, session.signal);
  },
};
