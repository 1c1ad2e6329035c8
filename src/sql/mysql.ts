import { createReadStream } from 'node:fs';
import type { Connection, ConnectionOptions } from 'mysql2';
import { notThe } from '../shared/answer.js';
import { messageOf, StreamkitError, systemCode } from '../shared/errors.js';
import { missingFile } from '../shared/input-file.js';
import { interruptible } from '../shared/interruptible.js';
import { suggest } from '../shared/suggestion.js';
import { firstResult, type SqlClient, type SqlPart } from './client.js';
import { mysqlResults } from './mysql-results.js';

export interface MysqlLogin {
  host: string;
  port: number;
  user: string;
  password: string;
}

/** A session with MySQL. @throws StreamkitError SERVICE_UNREACHABLE */
export async function openMysql(login: MysqlLogin, signal: AbortSignal): Promise<SqlClient> {
  const connection = await connectMysql(login, signal);
  async function* run(statement: string): AsyncGenerator<SqlPart> {
    try {
      yield* mysqlResults(connection, statement, localFileOf(statement), signal);
    } catch (error) {
      signal.throwIfAborted();
      throw failureOf(error, login);
    }
  }
  return {
    dialect: 'mysql',
    run,
    query: async (statement) => firstResult(run(statement)),
    async close() {
      if (signal.aborted) {
        abandon(connection);
        return;
      }
      await new Promise<void>((resolve) => {
        connection.end(() => {
          resolve();
        });
      });
    },
  };
}

/** @throws StreamkitError SERVICE_UNREACHABLE, the signal's reason when it aborts */
export async function connectMysql(
  { host, port, user, password }: MysqlLogin,
  signal: AbortSignal,
  options: ConnectionOptions = {},
): Promise<Connection> {
  signal.throwIfAborted();
  const { createConnection } = await import('mysql2');
  const connection = createConnection({ host, port, user, password, charset: 'utf8mb4', ...options });
  try {
    const connected = new Promise<void>((resolve, reject) => {
      connection
        .once('connect', () => {
          resolve();
        })
        .once('error', reject);
    });
    await interruptible(connected, signal);
  } catch (error) {
    abandon(connection);
    signal.throwIfAborted();
    const failure = failureOf(error, { host, port });
    if (failure instanceof StreamkitError) throw failure;
    throw notThe({ product: 'MySQL', service: 'mysql', url: `${host}:${port}` }, error, messageOf(error));
  }
  // A break is reported by the statement that meets it.
  connection.on('error', () => undefined);
  return connection;
}

/** Ends a connection without the server, which may never answer. */
export function abandon(connection: Connection): void {
  connection.destroy();
  // destroy() waits until the server closes its side.
  (connection as unknown as { stream: { destroy: () => void } }).stream.destroy();
}

/** The server names the file that it wants to have: only the one in the statement is sent. */
function localFileOf(statement: string): (path: string) => NodeJS.ReadableStream {
  return (path) => {
    const quoted = [`'${path}'`, `"${path}"`, `'${path.replaceAll('\\', '\\\\')}'`];
    if (/^\s*load\s+(data|xml)\b/i.test(statement) && quoted.some((name) => statement.includes(name)))
      return createReadStream(path);
    throw new StreamkitError('USAGE', `MySQL asked for ${path}, which the statement does not name.`);
  };
}

function failureOf(error: unknown, { host, port }: { host: string; port: number }): unknown {
  if (error instanceof StreamkitError) return error;
  const state = error instanceof Error && 'sqlState' in error ? error.sqlState : undefined;
  if (typeof state === 'string' && state !== '')
    return new StreamkitError('USAGE', `MySQL: ${messageOf(error)} (SQLSTATE ${state})`, { cause: error });
  const code = systemCode(error);
  if (code === undefined || (error as { path?: unknown }).path !== undefined) return localFailure(error);
  return new StreamkitError('SERVICE_UNREACHABLE', `MySQL is not reachable at ${host}:${port}.`, {
    service: 'mysql',
    suggestions: [suggest('Start it', 'up', 'mysql'), suggest('See what runs', 'status')],
    cause: error,
  });
}

function localFailure(error: unknown): unknown {
  const { path } = error as { path?: unknown };
  if (systemCode(error) !== 'ENOENT' || typeof path !== 'string') return error;
  return missingFile(path, 'LOAD DATA', error);
}
