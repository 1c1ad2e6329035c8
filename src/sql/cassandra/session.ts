import type { Client } from 'cassandra-driver';
import { messageOf, StreamkitError } from '../../shared/errors.js';
import { interruptible } from '../../shared/interruptible.js';
import { suggest } from '../../shared/suggestion.js';
import { cassandraDataCenter } from '../../services/settings/cassandra-settings.js';
import type { Address } from '../../services/types.js';
import { cqlText } from './values.js';
import { firstResult, type SqlClient, type SqlPart } from '../client.js';

/** Rows that are read at a time. */
const pageRows = 1000;

/** A session with Cassandra. @throws StreamkitError SERVICE_UNREACHABLE, USAGE for a keyspace that does not exist */
export async function openCassandra(
  address: Address,
  signal: AbortSignal,
  keyspace?: string,
): Promise<SqlClient> {
  const client = await connectCassandra(address, signal, keyspace).catch((error: unknown) => {
    throw failureOf(error, address);
  });
  async function* run(statement: string): AsyncGenerator<SqlPart> {
    try {
      yield* results(client, statement, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw failureOf(error, address);
    }
  }
  return {
    dialect: 'cassandra',
    run,
    query: async (statement) => firstResult(run(statement)),
    close: async () => client.shutdown(),
  };
}

/** @throws the driver's errors, the signal's reason when it aborts */
export async function connectCassandra(
  { host, port }: Address,
  signal: AbortSignal,
  keyspace?: string,
): Promise<Client> {
  signal.throwIfAborted();
  const { default: driver } = await import('cassandra-driver');
  const client = new driver.Client({
    contactPoints: [host],
    protocolOptions: { port },
    localDataCenter: cassandraDataCenter,
    isMetadataSyncEnabled: false,
    pooling: { coreConnectionsPerHost: { [driver.types.distance.local]: 1 } },
    // The driver puts it in quotes, and escapes none in it.
    ...(keyspace !== undefined && { keyspace: keyspace.replaceAll('"', '""') }),
  });
  try {
    await interruptible(client.connect(), signal);
    return client;
  } catch (error) {
    await client.shutdown();
    throw error;
  }
}

async function* results(client: Client, statement: string, signal: AbortSignal): AsyncGenerator<SqlPart> {
  let pageState: string | undefined;
  do {
    const options = { fetchSize: pageRows, ...(pageState && { pageState }) };
    const page = await interruptible(client.execute(statement, [], options), signal);
    // A statement such as INSERT has no columns.
    const columns = (page.columns as typeof page.columns | null) ?? [];
    if (!pageState) yield { columns: columns.map(({ name }) => name) };
    const rows = (page.rows as typeof page.rows | undefined) ?? [];
    if (rows.length > 0) {
      yield { rows: rows.map((row) => row.values().map((value, at) => cqlText(value, columns[at]?.type))) };
    }
    ({ pageState } = page);
  } while (pageState);
}

function failureOf(error: unknown, { host, port }: Address): unknown {
  if (error instanceof StreamkitError) return error;
  const { name } = error as { name?: unknown };
  if (name === 'ResponseError')
    return new StreamkitError('USAGE', `Cassandra: ${messageOf(error)}`, { cause: error });
  return new StreamkitError('SERVICE_UNREACHABLE', `Cassandra is not reachable at ${host}:${port}.`, {
    service: 'cassandra',
    suggestions: [suggest('Start it', 'up', 'cassandra'), suggest('See what runs', 'status')],
    cause: error,
  });
}
