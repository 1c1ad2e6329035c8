import type { Session } from '../stack/session.js';
import type { SqlResult } from '../sql/client.js';
import { sqlProducts } from '../sql/products.js';
import { runStatements } from '../sql/run-statements.js';
import { eventually } from './eventually.js';
import { expect } from './pipeline.js';

export type Query = (text: string, signal: AbortSignal) => Promise<SqlResult['rows']>;

/** Runs statements on one of the stack's databases, in a session of their own. @returns all rows, of all of them */
export function queryOf(session: Session, product: 'mysql' | 'postgres' | 'hive' | 'cassandra'): Query {
  return async (text, signal) => {
    const client = await sqlProducts[product]?.open(session);
    if (!client) throw new Error(`there is no client for ${product}`);
    try {
      const rows: SqlResult['rows'] = [];
      for await (const result of runStatements(client, text, signal)) rows.push(...result.rows);
      return rows;
    } finally {
      await client.close();
    }
  };
}

/**
 * Asks until there are so many rows; for what comes by way of a topology that has just been submitted.
 * @returns the rows, their columns joined with commas, in no order
 */
export async function rowsOnceThere(
  query: Query,
  text: string,
  count: number,
  signal: AbortSignal,
): Promise<string[]> {
  return eventually(
    async () => {
      const rows = await query(text, signal);
      expect(rows.length >= count, `saw ${rows.length} rows`);
      return rows.map((row) => row.join(','));
    },
    110_000,
    signal,
  );
}
