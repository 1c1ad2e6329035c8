import type { Address } from '../services/types.js';
import { firstResult, type SqlClient, type SqlPart } from './client.js';
import { connectHive, type HiveConnection } from './hive-connection.js';
import { statementFailed } from './hive-failure.js';
import { hiveRows, type HiveColumn } from './hive-values.js';

/** Rows per fetch; HiveServer2 sends at most this many at once. */
const fetchSize = 10_000;

/**
 * A session with HiveServer2, in the database `default`.
 * @throws StreamkitError SERVICE_UNREACHABLE when none is reachable there
 */
export async function openHive(address: Address, signal?: AbortSignal): Promise<SqlClient> {
  const connection = await connectHive(address, signal);
  return {
    dialect: 'hive',
    run: (statement) => runStatement(connection, statement),
    query: async (statement) => firstResult(runStatement(connection, statement)),
    close: async () => connection.close(),
  };
}

async function* runStatement({ session, guard }: HiveConnection, statement: string): AsyncGenerator<SqlPart> {
  const operation = await guard(session.executeStatement(statement, { runAsync: true }));
  try {
    // The server replies when the state changes, or after 5 s (hive.server2.long.polling.timeout): no busy loop.
    while (!operation.finished()) refuseFailed(await guard(operation.status(false)));
    operation.setMaxRows(fetchSize);
    let first = true;
    do {
      await guard(operation.fetch());
      if (first) yield { columns: columnNames(operation.getSchema()?.columns ?? []) };
      first = false;
      for (const { columns } of operation.getData()) yield { rows: hiveRows(columns as HiveColumn[] | null) };
      operation.flush();
    } while (operation.hasMoreRows());
  } finally {
    await guard(operation.close()).catch(() => undefined);
  }
}

/** A column of a table is called `table.column`, which is useful only in a join. */
function columnNames(columns: { columnName: string }[]): string[] {
  const names = columns.map(({ columnName }) => columnName);
  const short = bare(names);
  return new Set(short).size === short.length ? short : names;
}

function bare(names: string[]): string[] {
  return names.map((name) => name.slice(name.lastIndexOf('.') + 1));
}

/** The final states of TCLIService.thrift other than FINISHED. */
const failedStates = new Set([3, 4, 5, 6, 8]);

function refuseFailed({
  operationState,
  errorMessage,
}: {
  operationState?: number;
  errorMessage?: string;
}): void {
  if (operationState === undefined || !failedStates.has(operationState)) return;
  throw statementFailed(errorMessage ?? 'the statement was canceled');
}
