import { FlinkError, type FlinkRest } from '../flink/rest.js';
import { GatewaySession } from '../flink/gateway.js';
import { StreamkitError } from '../shared/errors.js';
import { firstResult, type SqlClient, type SqlPart } from './client.js';
import { FlinkTables } from './flink-tables.js';
import { flinkRows } from './flink-values.js';

/**
 * A session with Flink's SQL gateway, in which the stack's saved tables exist.
 * @param tablesFile where the statements that made them are saved
 * @throws StreamkitError SERVICE_UNREACHABLE, USAGE when a saved table cannot be created again
 */
export async function openFlink(rest: FlinkRest, tablesFile: string): Promise<SqlClient> {
  const session = await GatewaySession.open(rest);
  const tables = new FlinkTables(tablesFile);
  const query = async (statement: string) => firstResult(runStatement(session, statement));
  try {
    await tables.restore(query);
  } catch (error) {
    await session.close();
    throw error;
  }
  return {
    dialect: 'flink',
    async *run(statement) {
      yield* runStatement(session, statement);
      await tables.save(statement, query);
    },
    query,
    close: async () => session.close(),
  };
}

async function* runStatement(session: GatewaySession, statement: string): AsyncGenerator<SqlPart> {
  try {
    let changes: boolean | undefined;
    for await (const page of session.run(statement)) {
      const names = page.columns.map(({ name }) => name);
      // "OK" in a column called "result" is what the gateway says of a statement without a result.
      const done = !page.query && names.length === 1 && names[0] === 'result';
      if (changes === undefined) {
        changes = page.query && !(await session.inBatchMode());
        yield done ? { columns: [] } : { columns: changes ? ['op', ...names] : names, live: changes };
      }
      if (!done && page.rows.length > 0) yield { rows: flinkRows(page, changes) };
    }
  } catch (error) {
    throw error instanceof FlinkError ? statementFailed(error.trace, error) : error;
  }
}

/** A statement that Flink refused, or whose job failed, in Flink's words. @param trace Java's, with all causes. Pure. */
export function statementFailed(trace: string, cause?: unknown): StreamkitError {
  const [first = 'the statement failed', ...more] = causesIn(trace);
  const last = more.at(-1);
  const reason = last === undefined || first.includes(last) ? first : `${first} ${last}`;
  return new StreamkitError('USAGE', `Flink: ${reason}`, {
    suggestions: suggestionsFor(trace),
    cause,
  });
}

/** Messages of the causes, outermost first, without those that only say that something failed. */
function causesIn(trace: string): string[] {
  return [...trace.matchAll(/^Caused by: ([\w.$]+): (.+)$/gm)]
    .filter(([, name = '']) => !/\.(SqlGatewayException|SqlExecutionException)$/.test(name))
    .map(([, , message = '']) => message.trim());
}

function suggestionsFor(trace: string): string[] {
  if (/unbounded table .* in batch mode|Querying an unbounded table/i.test(trace))
    return [
      "Give the table an end: WITH (…, 'scan.bounded.mode' = 'latest-offset').",
      "Or read it as a stream: SET 'execution.runtime-mode' = 'streaming'.",
    ];
  if (trace.includes('Could not find any factory for identifier'))
    return [
      'Connectors: kafka, upsert-kafka, filesystem, datagen, print, blackhole. Formats: json, csv, raw.',
    ];
  return [];
}
