import * as z from 'zod/mini';
import { StreamkitError } from '../../../shared/errors.js';
import { sqlProducts } from '../../../sql/products.js';
import { runScript } from '../../../sql/run-statements.js';
import type { SqlClient, SqlPart, SqlResult } from '../../../sql/client.js';
import { expectBody } from '../body.js';
import type { Call, Route } from '../router.js';

const shape = z.object({
  statement: z.string().check(z.minLength(1)),
  maxRows: z._default(z.int().check(z.minimum(1), z.maximum(10_000)), 500),
});

export const sqlRoutes: Route[] = [{ method: 'POST', path: 'sql/:product', run }];

/** Runs statements in a session of their own; one whose client goes away is closed, which ends what it runs. */
async function run({ session, params: { product = '' }, body }: Call): Promise<unknown> {
  const { statement, maxRows } = expectBody(body, shape);
  const found = Object.hasOwn(sqlProducts, product) ? sqlProducts[product] : undefined;
  if (!found) throw new StreamkitError('USAGE', `There is no database named "${product}".`);
  const client = await found.open(session);
  const stop = () => void close(client);
  session.signal.addEventListener('abort', stop, { once: true });
  const since = Date.now();
  try {
    // A page shows answers that have an end. MySQL stops reading rows by itself; the others are read to their end.
    if (product === 'flink') await client.query("set 'execution.runtime-mode' = 'batch'");
    if (product === 'mysql') await client.query(`set sql_select_limit = ${maxRows + 1}`);
    const results: Limited[] = [];
    for await (const parts of runScript(client, statement, session.signal))
      results.push(...(await collectSome(parts, maxRows)));
    return { results, ms: Date.now() - since };
  } finally {
    session.signal.removeEventListener('abort', stop);
    await close(client);
  }
}

type Limited = SqlResult & { more: boolean };

/** The first rows of each result; the rest is read and dropped. */
async function collectSome(parts: AsyncIterable<SqlPart>, maxRows: number): Promise<Limited[]> {
  const results: Limited[] = [];
  for await (const part of parts) {
    if ('columns' in part) {
      results.push({ ...part, rows: [], more: false });
      continue;
    }
    const result = results.at(-1);
    if (!result) continue;
    result.more ||= result.rows.length + part.rows.length > maxRows;
    result.rows.push(...part.rows.slice(0, maxRows - result.rows.length));
  }
  return results;
}

async function close(client: SqlClient): Promise<void> {
  await client.close().catch(() => undefined);
}
