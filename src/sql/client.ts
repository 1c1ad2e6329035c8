import type { Dialect } from './dialect.js';

/** One result of a statement; a statement without a result set has no columns. */
export interface SqlResult {
  columns: string[];
  /** Values in the database's own notation; null for NULL. */
  rows: SqlRow[];
  /** Number of changed rows, if the database reports it. */
  affected?: number;
}

export type SqlRow = (string | null)[];

/** A part of a statement's results, in order: each result starts with its columns; rows follow as they arrive. */
export type SqlPart =
  /** `live`: rows follow as they arise, perhaps without an end. */
  { columns: string[]; affected?: number; live?: boolean } | { rows: SqlRow[] };

/** A session with a database, the same for each product. */
export interface SqlClient {
  dialect: Dialect;
  /** Runs one statement, and reads its results as fast as the caller does. @throws StreamkitError with the database's message */
  run: (statement: string) => AsyncIterable<SqlPart>;
  /** Runs one statement. @returns its first result @throws as `run` */
  query: (statement: string) => Promise<SqlResult>;
  close: () => Promise<void>;
}

/** All results of a statement, in memory. */
export async function collect(parts: AsyncIterable<SqlPart>): Promise<SqlResult[]> {
  const results: SqlResult[] = [];
  for await (const part of parts) {
    if ('columns' in part) results.push(resultOf(part));
    else results.at(-1)?.rows.push(...part.rows);
  }
  return results;
}

function resultOf({ columns, affected }: { columns: string[]; affected?: number }): SqlResult {
  return { columns, rows: [], ...(affected === undefined ? {} : { affected }) };
}

/** @throws StreamkitError with the database's message */
export async function firstResult(parts: AsyncIterable<SqlPart>): Promise<SqlResult> {
  return (await collect(parts))[0] ?? { columns: [], rows: [] };
}
