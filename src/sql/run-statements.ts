import { StreamkitError } from '../shared/errors.js';
import { collect, type SqlClient, type SqlPart, type SqlResult } from './client.js';
import { allStatements } from './statements.js';

/**
 * Runs the statements of a text one after another in one session, and stops at the first that fails.
 * @returns the results' parts per statement, which are read before the next statement is run
 * @throws StreamkitError USAGE for a text without a statement
 */
export async function* runScript(
  client: SqlClient,
  text: string,
  signal: AbortSignal,
): AsyncGenerator<AsyncIterable<SqlPart>> {
  const statements = allStatements(text, client.dialect);
  if (statements.length === 0) throw new StreamkitError('USAGE', 'There is no SQL statement to run.');
  for (const statement of statements) {
    signal.throwIfAborted();
    yield client.run(statement);
  }
}

/** The same with whole results. */
export async function* runStatements(
  client: SqlClient,
  text: string,
  signal: AbortSignal,
): AsyncGenerator<SqlResult> {
  for await (const parts of runScript(client, text, signal)) yield* await collect(parts);
}
