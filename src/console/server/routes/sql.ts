import * as z from 'zod/mini';
import { errorJson } from '../../../render/error.js';
import { StreamkitError } from '../../../shared/errors.js';
import { sqlProducts } from '../../../sql/products.js';
import { runScript } from '../../../sql/run-statements.js';
import type { SqlClient, SqlPart } from '../../../sql/client.js';
import { asStreamkitError, stackFlags } from '../answer.js';
import { expectBody } from '../body.js';
import { Lines } from '../download.js';
import type { Call, Route } from '../router.js';

const shape = z.object({
  statement: z.string().check(z.minLength(1)),
  maxRows: z._default(z.int().check(z.minimum(1), z.maximum(10_000)), 500),
});

/** A line of the answer: a part of a result, that rows were left out, the error that ended it, or the time that all took. */
export type SqlLine =
  SqlPart | { more: true } | { error: ReturnType<typeof errorJson>['error'] } | { ms: number };

export const sqlRoutes: Route[] = [{ method: 'POST', path: 'sql/:product', run }];

/** Runs statements in a session of their own; one whose client goes away is closed, which ends what it runs. */
async function run({ session, params: { product = '' }, body }: Call): Promise<Lines> {
  const { statement, maxRows } = expectBody(body, shape);
  const found = Object.hasOwn(sqlProducts, product) ? sqlProducts[product] : undefined;
  if (!found) throw new StreamkitError('USAGE', `There is no database named "${product}".`);
  const client = await found.open(session);
  const stop = () => void close(client);
  session.signal.addEventListener('abort', stop, { once: true });
  return new Lines(results(session, client, statement, maxRows));
}

async function* results(
  { signal, name }: Call['session'],
  client: SqlClient,
  statement: string,
  maxRows: number,
): AsyncGenerator<SqlLine> {
  const since = Date.now();
  try {
    // MySQL stops reading rows by itself; the others are read to their end.
    if (client.dialect === 'mysql') await client.query(`set sql_select_limit = ${maxRows + 1}`);
    for await (const parts of runScript(client, statement, signal)) yield* firstRows(parts, maxRows);
    yield { ms: Date.now() - since };
  } catch (error) {
    if (!signal.aborted) yield { error: errorJson(asStreamkitError(error), stackFlags(name)).error };
  } finally {
    await close(client);
  }
}

/** The first rows of each result, as they arise. The rest is read and dropped; a result without an end is left then. */
async function* firstRows(parts: AsyncIterable<SqlPart>, maxRows: number): AsyncGenerator<SqlLine> {
  let left = maxRows;
  let live = false;
  for await (const part of parts) {
    if ('columns' in part) {
      left = maxRows;
      live = part.live === true;
      yield part;
      continue;
    }
    if (left > 0) yield { rows: part.rows.slice(0, left) };
    if (left >= 0 && part.rows.length > left) {
      yield { more: true };
      if (live) return;
      left = -1;
    } else left -= part.rows.length;
  }
}

/** A connection that is gone already is closed. */
async function close(client: SqlClient): Promise<void> {
  await client.close().catch(() => undefined);
}
