import { isUtf8 } from 'node:buffer';
import type { Connection, ConnectionOptions, FieldPacket, ResultSetHeader } from 'mysql2/promise';
import { messageOf, StreamkitError, systemCode } from '../shared/errors.js';
import type { SqlClient } from './client.js';

export interface MysqlLogin {
  host: string;
  port: number;
  user: string;
  password: string;
}

/** A session with MySQL. @throws StreamkitError SERVICE_UNREACHABLE when there is none to be had */
export async function openMysql(login: MysqlLogin): Promise<SqlClient> {
  const connection = await connectMysql(login);
  return {
    async query(statement) {
      try {
        const [result, fields] = await connection.query(statement);
        return shapeOf(result, fields);
      } catch (error) {
        throw failureOf(error, login);
      }
    },
    async close() {
      await connection.end();
    },
  };
}

/** @throws StreamkitError SERVICE_UNREACHABLE */
export async function connectMysql(
  { host, port, user, password }: MysqlLogin,
  options: ConnectionOptions = {},
): Promise<Connection> {
  const { createConnection } = await import('mysql2/promise');
  try {
    return await createConnection({
      host,
      port,
      user,
      password,
      charset: 'utf8mb4',
      rowsAsArray: true,
      typeCast: (field) => asText(field.buffer()),
      ...options,
    });
  } catch (error) {
    throw failureOf(error, { host, port });
  }
}

function shapeOf(result: unknown, fields: FieldPacket[] | undefined) {
  if (!fields) return { columns: [], rows: [], affected: (result as ResultSetHeader).affectedRows };
  return { columns: fields.map(({ name }) => name), rows: result as (string | null)[][] };
}

/** A value as the server wrote it: text as it is, other bytes in SQL's hexadecimal notation. */
function asText(value: Buffer | null): string | null {
  if (value === null) return null;
  return isUtf8(value) ? value.toString('utf8') : `0x${value.toString('hex')}`;
}

function failureOf(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const state = error instanceof Error && 'sqlState' in error ? error.sqlState : undefined;
  if (typeof state === 'string' && state !== '')
    return new StreamkitError('USAGE', `MySQL: ${messageOf(error)} (SQLSTATE ${state})`, { cause: error });
  if (systemCode(error) === undefined) return error;
  return new StreamkitError('SERVICE_UNREACHABLE', `No MySQL answers at ${host}:${port}.`, {
    service: 'mysql',
    suggestions: ['streamkit up mysql', 'streamkit status'],
    cause: error,
  });
}
