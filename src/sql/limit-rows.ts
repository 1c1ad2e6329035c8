import type { SqlClient, SqlPart } from './client.js';

/**
 * The first rows of each result. A result that goes on for ever ends with them; of any other one the rest is read and
 * dropped, since the connection needs it.
 * @param limit at least 1
 */
export async function* limitRows(parts: AsyncIterable<SqlPart>, limit: number): AsyncGenerator<SqlPart> {
  let left = limit;
  let live = false;
  for await (const part of parts) {
    if ('columns' in part) {
      left = limit;
      live = part.live === true;
      yield part;
    } else if (left > 0) {
      const rows = part.rows.slice(0, left);
      left -= rows.length;
      yield { rows };
    }
    if (live && left === 0) return;
  }
}

/** The same client, whose results end after so many rows. */
export function withLimit(client: SqlClient, limit: number): SqlClient {
  return { ...client, run: (statement) => limitRows(client.run(statement), limit) };
}
