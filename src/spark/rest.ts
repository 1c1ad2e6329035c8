import * as z from 'zod/mini';
import { StreamkitError } from '../shared/errors.js';
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
  return cluster.parse(await send(`${web}/json/`, 'GET', signal));
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
  return submission.parse(await send(`${rest}/v1/submissions/${path}`, method, signal, body));
}

/** JSON from one of Spark's HTTP servers. */
export async function send(
  url: string,
  method: string,
  signal: AbortSignal,
  body?: object,
): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json;charset=UTF-8' } }),
    });
  } catch (error) {
    signal.throwIfAborted();
    throw new StreamkitError('SERVICE_UNREACHABLE', `Spark does not answer at ${new URL(url).origin}.`, {
      service: 'spark-master',
      suggestions: [
        suggest('Start it', 'up', 'spark'),
        suggest('Look at its log', 'logs', 'spark-master', '--tail', '20'),
      ],
      cause: error,
    });
  }
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StreamkitError('SERVICE_UNREACHABLE', `Spark answered ${response.status} at ${url}.`, {
      service: 'spark-master',
      evidence: text.split('\n').slice(0, 3),
      cause: error,
    });
  }
}
