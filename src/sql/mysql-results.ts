import type { Connection, FieldPacket } from 'mysql2';
import { interruptible } from '../shared/interruptible.js';
import type { SqlPart, SqlRow } from './client.js';
import { mysqlTexts } from './mysql-values.js';

/** Rows in memory before the connection is paused until the caller has read them. */
const highWater = 10_000;

/**
 * Runs a statement and reads its results as they arrive, several for a CALL.
 * @param localFile opens the file of a LOAD DATA LOCAL
 */
export async function* mysqlResults(
  connection: Connection,
  statement: string,
  localFile: (path: string) => NodeJS.ReadableStream,
  signal: AbortSignal,
): AsyncGenerator<SqlPart> {
  const waiting: SqlPart[] = [];
  let rows: SqlRow[] = [];
  let texts: (row: (Buffer | null)[]) => SqlRow = () => [];
  let sets = 0;
  const state = { ended: false };
  let failure: Error | undefined;
  let wake: () => void = () => undefined;
  const command = connection.query({
    sql: statement,
    rowsAsArray: true,
    typeCast: false,
    infileStreamFactory: localFile as never,
  });
  command.on('fields', (fields: FieldPacket[] | undefined) => {
    if (!fields) return;
    sets++;
    texts = mysqlTexts(fields);
    waiting.push({ columns: fields.map(({ name }) => name) }, { rows: (rows = []) });
  });
  command.on('result', (result: unknown) => {
    if (Array.isArray(result)) {
      rows.push(texts(result as (Buffer | null)[]));
      if (rows.length >= highWater) connection.pause();
    } else if (sets === 0) {
      // What a CALL ends with says nothing after the results of its own.
      waiting.push({ columns: [], affected: (result as { affectedRows: number }).affectedRows });
    }
    wake();
  });
  command.on('error', (error: Error) => {
    failure = error;
    wake();
  });
  command.on('end', () => {
    state.ended = true;
    wake();
  });
  try {
    while (failure === undefined) {
      const last = state.ended;
      for (const part of waiting.splice(0)) if (!('rows' in part) || part.rows.length > 0) yield part;
      if (last) return;
      if (sets > 0) waiting.push({ rows: (rows = []) });
      connection.resume();
      if (!state.ended)
        await interruptible(new Promise<void>((resolve) => (wake = () => setImmediate(resolve))), signal);
    }
    throw failure;
  } finally {
    if (!state.ended && failure === undefined) connection.destroy();
  }
}
