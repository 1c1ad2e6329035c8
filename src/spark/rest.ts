import * as z from 'zod/mini';
import { expectJson, type Responder } from '../shared/answer.js';
import { StreamkitError } from '../shared/errors.js';
import { httpFetch } from '../shared/http-client.js';
import { suggest } from '../shared/suggestion.js';

const limitMs = 30_000;

/** Where a stack's Spark answers. */
export interface SparkRest {
  /** The Master's REST API. */
  rest: string;
  /** The Master's web pages. */
  web: string;
  signal: AbortSignal;
}

const cluster = z.object({
  cores: z.number(),
  coresused: z.number(),
  workers: z.array(z.object({ state: z.string() })),
  activeapps: z.array(z.object({ id: z.string(), name: z.string(), state: z.string(), cores: z.number() })),
  activedrivers: z.array(z.object({ id: z.string(), state: z.string() })),
  completeddrivers: z.array(z.object({ id: z.string(), state: z.string() })),
});

/** What the Master shows of the cluster (GET /json/). */
export type SparkCluster = z.infer<typeof cluster>;

export async function sparkCluster({ web, signal }: SparkRest): Promise<SparkCluster> {
  return expectJson(cluster, await send(`${web}/json/`, 'GET', signal), spark(web));
}

const submission = z.object({
  success: z.boolean(),
  submissionId: z.nullish(z.string()),
  driverState: z.nullish(z.string()),
  message: z.nullish(z.string()),
});

export type SubmissionAnswer = z.infer<typeof submission>;

/** One request of Spark's submission protocol. @throws StreamkitError SERVICE_UNREACHABLE when it is refused */
export async function submissions(
  { rest, signal }: SparkRest,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<SubmissionAnswer> {
  return expectJson(
    submission,
    await send(`${rest}/v1/submissions/${path}`, method, signal, body),
    spark(rest),
  );
}

/** The text that one of Spark's HTTP servers answers, whatever its status: JSON, where it is Spark. */
async function send(url: string, method: string, signal: AbortSignal, body?: object): Promise<string> {
  try {
    const response = await httpFetch(url, {
      method,
      timeoutMs: limitMs,
      signal,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json;charset=UTF-8' } }),
    });
    return await response.text();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof StreamkitError) throw error;
    throw new StreamkitError('SERVICE_UNREACHABLE', `Spark does not answer at ${new URL(url).origin}.`, {
      service: 'spark-master',
      suggestions: [
        suggest('Start it', 'up', 'spark'),
        suggest('Look at its log', 'logs', 'spark-master', '--tail', '20'),
      ],
      cause: error,
    });
  }
}

function spark(url: string): Responder {
  return { product: 'Spark', service: 'spark-master', url };
}
