import type { Connection, FieldPacket } from 'mysql2';
import { interruptible } from '../shared/interruptible.js';
import type { SqlPart, SqlRow } from './client.js';
import { mysqlTexts, type MysqlValue } from './mysql-values.js';

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
  let text: (value: MysqlValue) => string | null = () => null;
  let sets = 0;
  const state = { ended: false };
  let failure: Error | undefined;
  const noOneWaits = () => undefined;
  let wake: () => void = noOneWaits;
  /** Once for all rows that arrive together. */
  const soon = (resolve: () => void) => {
    wake = noOneWaits;
    setImmediate(resolve);
  };
  const command = connection.query({
    sql: statement,
    rowsAsArray: true,
    typeCast: (value) => text(value as MysqlValue),
    infileStreamFactory: localFile as never,
  });
  command.on('fields', (fields: FieldPacket[] | undefined) => {
    if (!fields) return;
    sets++;
    text = mysqlTexts(fields);
    waiting.push({ columns: fields.map(({ name }) => name) }, { rows: (rows = []) });
  });
  command.on('result', (result: unknown) => {
    if (Array.isArray(result)) {
      rows.push(result as SqlRow);
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
        await interruptible(
          new Promise<void>(
            (resolve) =>
              (wake = () => {
                soon(resolve);
              }),
          ),
          signal,
        );
    }
    throw failure;
  } finally {
    if (!state.ended && failure === undefined) connection.destroy();
  }
}
