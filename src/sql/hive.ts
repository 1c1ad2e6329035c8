import type { Address } from '../services/types.js';
import type { SqlClient, SqlResult } from './client.js';
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
    query: async (statement) => runStatement(connection, statement),
    close: async () => connection.close(),
  };
}

async function runStatement({ session, guard }: HiveConnection, statement: string): Promise<SqlResult> {
  const operation = await guard(session.executeStatement(statement, { runAsync: true }));
  try {
    // The server replies when the state changes, or after 5 s (hive.server2.long.polling.timeout): no busy loop.
    while (!operation.finished()) refuseFailed(await guard(operation.status(false)));
    const rows: (string | null)[][] = [];
    operation.setMaxRows(fetchSize);
    do {
      await guard(operation.fetch());
      for (const { columns } of operation.getData()) rows.push(...hiveRows(columns as HiveColumn[] | null));
      operation.flush();
    } while (operation.hasMoreRows());
    const columns = operation.getSchema()?.columns ?? [];
    // A column of a table is called `table.column`, which is useful only in a join.
    const names = columns.map(({ columnName }) => columnName);
    return {
      columns: names.every((name, i) => bare(names).indexOf(bare([name])[0] ?? '') === i)
        ? bare(names)
        : names,
      rows,
    };
  } finally {
    await guard(operation.close()).catch(() => undefined);
  }
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
