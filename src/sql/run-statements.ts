import { StreamkitError } from '../shared/errors.js';
import type { SqlClient, SqlResult } from './client.js';
import { allStatements } from './statements.js';

/**
 * Runs the statements of a text one after another in one session, and stops at the first that fails.
 * @throws StreamkitError USAGE when there is no statement in it
 */
export async function* runStatements(
  client: SqlClient,
  text: string,
  signal: AbortSignal,
): AsyncGenerator<SqlResult> {
  const statements = allStatements(text);
  if (statements.length === 0) throw new StreamkitError('USAGE', 'There is no SQL statement to run.');
  for (const statement of statements) {
    signal.throwIfAborted();
    yield await client.query(statement);
  }
}
