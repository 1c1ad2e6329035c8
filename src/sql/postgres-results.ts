import type { Socket } from 'node:net';
import type { Client, QueryArrayResult } from 'pg';
import { interruptible } from '../shared/interruptible.js';
import type { SqlPart, SqlRow } from './client.js';

/** A connection, and its socket, which is paused when rows arrive faster than they are read. */
export interface PostgresConnection {
  client: Client;
  socket: Socket;
}

/** Rows in memory before the connection is paused until the caller has read them. */
const highWater = 10_000;

/** Values as PostgreSQL writes them. */
const asText = { getTypeParser: () => (value: string) => value };

/** Runs a statement and reads its result as it arrives. */
export async function* postgresResults(
  { client, socket }: PostgresConnection,
  statement: string,
  signal: AbortSignal,
): AsyncGenerator<SqlPart> {
  const { default: pg } = await import('pg');
  const options = { text: statement, rowMode: 'array', types: asText };
  const query = new pg.Query<unknown[]>(options);
  const rows: SqlRow[] = [];
  const state: { columns?: string[]; done?: QueryArrayResult; failure?: Error } = {};
  let wake: () => void = () => undefined;
  query.on('row', (row: unknown, result) => {
    state.columns ??= result?.fields.map(({ name }) => name) ?? [];
    rows.push(row as SqlRow);
    if (rows.length >= highWater) socket.pause();
    wake();
  });
  query.on('end', (result: unknown) => {
    state.done = result as QueryArrayResult;
    wake();
  });
  query.on('error', (error: Error) => {
    state.failure = error;
    wake();
  });
  client.query(query);
  let shown = false;
  try {
    for (;;) {
      const { done, failure } = state;
      if (failure) throw failure;
      const columns = state.columns ?? done?.fields.map(({ name }) => name);
      if (columns && !shown) {
        shown = true;
        yield columns.length > 0 || !done ? { columns } : { columns, ...changed(done) };
      }
      if (rows.length > 0) yield { rows: rows.splice(0) };
      if (done) return;
      socket.resume();
      if (rows.length > 0 || state.done || state.failure) continue;
      await interruptible(new Promise<void>((resolve) => (wake = () => setImmediate(resolve))), signal);
    }
  } finally {
    // What nobody reads any more is not waited for.
    if (!state.done && !state.failure) socket.destroy();
  }
}

/** A statement such as CREATE TABLE changes no rows, and reports none. */
function changed({ command, rowCount }: QueryArrayResult): { affected?: number } {
  const counts = ['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'COPY'].includes(command);
  return counts && rowCount !== null ? { affected: rowCount } : {};
}
