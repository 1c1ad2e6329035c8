import { Socket } from 'node:net';
import { notThe } from '../shared/answer.js';
import { messageOf, StreamkitError, systemCode } from '../shared/errors.js';
import { interruptible } from '../shared/interruptible.js';
import { suggest } from '../shared/suggestion.js';
import { firstResult, type SqlClient, type SqlPart } from './client.js';
import { postgresResults, type PostgresConnection } from './postgres-results.js';

export interface PostgresLogin {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** A session with PostgreSQL. @throws StreamkitError SERVICE_UNREACHABLE, USAGE for a database that does not exist */
export async function openPostgres(login: PostgresLogin, signal: AbortSignal): Promise<SqlClient> {
  const connection = await connectPostgres(login, signal);
  async function* run(statement: string): AsyncGenerator<SqlPart> {
    refuseCopy(statement);
    try {
      yield* postgresResults(connection, statement, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw failureOf(error, login);
    }
  }
  return {
    dialect: 'postgres',
    run,
    query: async (statement) => firstResult(run(statement)),
    async close() {
      if (!signal.aborted && !connection.socket.destroyed) await connection.client.end();
      connection.socket.destroy();
    },
  };
}

/** @throws StreamkitError as openPostgres, the signal's reason when it aborts */
export async function connectPostgres(
  login: PostgresLogin,
  signal: AbortSignal,
): Promise<PostgresConnection> {
  signal.throwIfAborted();
  const { default: pg } = await import('pg');
  const socket = new Socket();
  const client = new pg.Client({
    application_name: 'streamkit',
    ...login,
    // Not what the user's PG… variables say about other servers.
    ssl: false,
    stream: () => socket,
  });
  // A break is reported by the statement that meets it.
  client.on('error', () => undefined);
  try {
    await interruptible(client.connect(), signal);
  } catch (error) {
    socket.destroy();
    signal.throwIfAborted();
    const failure = failureOf(error, login);
    if (failure instanceof StreamkitError) throw failure;
    const url = `${login.host}:${login.port}`;
    throw notThe({ product: 'PostgreSQL', service: 'postgres', url }, error, messageOf(error));
  }
  return { client, socket };
}

/** Its data does not belong to SQL: only a client such as psql sends or writes it. @throws StreamkitError USAGE */
function refuseCopy(statement: string): void {
  if (!/^\s*copy\b.*\b(from\s+stdin|to\s+stdout)\b/is.test(statement)) return;
  throw new StreamkitError('USAGE', 'COPY with stdin or stdout is only possible in psql.', {
    suggestions: [suggest('Open psql', 'run', '--', 'psql')],
  });
}

function failureOf(error: unknown, { host, port }: { host: string; port: number }): unknown {
  if (error instanceof StreamkitError) return error;
  const { hint } = error as { hint?: unknown };
  const code = systemCode(error);
  // A SQLSTATE starts with a digit or P, the codes of Node's errors with E; these classes are about connection and login.
  if (code !== undefined && /^[0-9P][0-9A-Z]{4}$/.test(code) && !/^(08|28|57P)/.test(code)) {
    const suggestions = typeof hint === 'string' ? [`PostgreSQL's hint: ${hint}`] : [];
    const message = `PostgreSQL: ${messageOf(error)} (SQLSTATE ${code})`;
    return new StreamkitError('USAGE', message, { suggestions, cause: error });
  }
  return new StreamkitError('SERVICE_UNREACHABLE', `PostgreSQL is not reachable at ${host}:${port}.`, {
    service: 'postgres',
    suggestions: [suggest('Start it', 'up', 'postgres'), suggest('See what runs', 'status')],
    cause: error,
  });
}
