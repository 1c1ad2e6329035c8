import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod/mini';
import { request, type FlinkRest } from './rest.js';

/** The gateway answers at once, also when there is nothing new. */
const pollMs = 50;
/** A third of the time after which the gateway closes a session that nobody uses. */
const heartbeatMs = 10_000;
const closeMs = 5000;
const nameLength = 60;

/** Settings of queries whose rows are read here: they end with their reader, and a failed one is not started again. */
const querySettings = {
  'restart-strategy.type': 'none',
  'execution.checkpointing.externalized-checkpoint-retention': 'DELETE_ON_CANCELLATION',
};

export interface Column {
  name: string;
  type: string;
  /** Digits after the point, for DECIMAL. */
  scale: number | undefined;
}

/** A part of the result of a statement, in order. */
export interface Page {
  columns: Column[];
  /** Values are null, text, booleans, or JSON; numbers are text, as Flink wrote them. */
  rows: { kind: string; fields: unknown[] }[];
  /** Rows of a query, which a job computes; otherwise an answer of the gateway itself. */
  query: boolean;
}

const result = z.object({
  resultType: z.string(),
  isQueryResult: z.nullish(z.boolean()),
  nextResultUri: z.nullish(z.string()),
  results: z.nullish(
    z.object({
      columns: z.array(
        z.object({
          name: z.string(),
          logicalType: z.object({ type: z.string(), scale: z.nullish(z.unknown()) }),
        }),
      ),
      data: z.array(z.object({ kind: z.string(), fields: z.array(z.unknown()) })),
    }),
  ),
});

/** A session of the SQL gateway: its settings, temporary tables, and the statements that run in it. */
export class GatewaySession {
  private readonly beat: NodeJS.Timeout;

  private constructor(
    private readonly rest: FlinkRest,
    private readonly path: string,
  ) {
    this.beat = setInterval(() => {
      // A gateway that is gone is reported by the next statement.
      request(rest, z.unknown(), 'POST', `${path}/heartbeat`).catch(() => undefined);
    }, heartbeatMs);
    this.beat.unref();
  }

  /** @throws StreamkitError SERVICE_UNREACHABLE */
  static async open(rest: FlinkRest): Promise<GatewaySession> {
    const { sessionHandle } = await request(
      rest,
      z.object({ sessionHandle: z.string() }),
      'POST',
      '/v1/sessions',
      {},
    );
    return new GatewaySession(rest, `/v1/sessions/${sessionHandle}`);
  }

  /** Whether queries are computed once over bounded tables, and not as a stream of changes. */
  async inBatchMode(): Promise<boolean> {
    const shape = z.object({ properties: z.record(z.string(), z.string()) });
    const { properties } = await request(this.rest, shape, 'GET', this.path);
    return properties['execution.runtime-mode']?.toLowerCase() === 'batch';
  }

  /** Runs one statement; a query ends when its caller stops reading. @throws FlinkError with the gateway's reason */
  async *run(statement: string): AsyncGenerator<Page> {
    const executionConfig = configOf(statement);
    const { operationHandle } = await request(
      this.rest,
      z.object({ operationHandle: z.string() }),
      'POST',
      `${this.path}/statements`,
      { statement, executionConfig },
    );
    const operation = `${this.path}/operations/${operationHandle}`;
    try {
      let next: string | null | undefined = `${operation}/result/0?rowFormat=JSON`;
      while (next) {
        const page: z.infer<typeof result> = await request(this.rest, result, 'GET', next, undefined, exact);
        const { results, nextResultUri, isQueryResult } = page;
        if (results) yield pageOf(results, isQueryResult === true);
        next = nextResultUri;
        if (next && !results?.data.length) await delay(pollMs, undefined, { signal: this.rest.signal });
      }
    } finally {
      await this.leave(`${operation}/close`);
    }
  }

  /** Ends what still runs for this session; jobs of INSERT statements go on. */
  async close(): Promise<void> {
    clearInterval(this.beat);
    await this.leave(this.path);
  }

  /** With a signal of its own: it must happen after an interrupt as well. A gateway that is gone has nothing to close. */
  private async leave(path: string): Promise<void> {
    const rest = { ...this.rest, signal: AbortSignal.timeout(closeMs) };
    await request(rest, z.unknown(), 'DELETE', path).catch(() => undefined);
  }
}

function configOf(statement: string): Record<string, string> {
  if (!/^\s*(select|with|values|table|\()/i.test(statement)) return {};
  // By default the whole statement, as Flink rewrites it.
  const name = statement.trim().replaceAll(/\s+/g, ' ');
  return {
    ...querySettings,
    'pipeline.name': name.length > nameLength ? `${name.slice(0, nameLength - 1)}…` : name,
  };
}

function pageOf({ columns, data }: NonNullable<z.infer<typeof result>['results']>, query: boolean): Page {
  return {
    query,
    rows: data,
    columns: columns.map(({ name, logicalType: { type, scale } }) => ({
      name,
      type,
      scale: type === 'DECIMAL' ? Number(scale) : undefined,
    })),
  };
}

/** Has numbers of a JSON text read as text: JavaScript's own would round them. Pure. */
export function exact(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
}
