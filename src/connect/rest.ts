import type * as z from 'zod/mini';
import { StreamkitError } from '../shared/errors.js';
import { expectJson, jsonIn } from '../shared/answer.js';
import { httpFetch } from '../shared/http-client.js';
import { interruption } from '../shared/interruption.js';
import { suggest } from '../shared/suggestion.js';
import { messageShape } from './answers.js';

const limitMs = 30_000;

/** A request that the worker answered with an error; the reason is in the worker's own words. */
export class ConnectError extends StreamkitError {
  constructor(
    readonly status: number,
    readonly reason: string,
  ) {
    super('SERVICE_UNREACHABLE', `Kafka Connect refused the request: ${reason}`, {
      service: 'connect',
      suggestions: [suggest('Show what the worker logs', 'logs', 'connect', '--tail', '20')],
    });
    this.name = 'ConnectError';
  }
}

/**
 * Sends one request to a worker. While the workers are rebalancing, or the one that decides is gone, the request is retried.
 * @param url base URL of a worker, such as http://127.0.0.1:8083, or of several, comma-separated: the first that responds is used
 * @param shape of the response; z.unknown() if it does not matter
 * @returns the response's JSON, undefined for an empty response
 * @throws ConnectError for an error response, StreamkitError SERVICE_UNREACHABLE if there is no response
 */
export async function request<Answer>(
  url: string,
  shape: z.ZodMiniType<Answer>,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const deadline = Date.now() + limitMs;
  const interrupted = interruption();
  for (;;) {
    const response = await send(url, method, path, body);
    const text = await response.text();
    if (response.ok)
      return expectJson(shape, text, { product: 'a Kafka Connect worker', service: 'connect', url });
    const message = messageIn(text) ?? `${method} ${path} returned status ${response.status}`;
    if (!willPass(response.status, message) || Date.now() > deadline) {
      throw new ConnectError(response.status, message);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    interrupted?.throwIfAborted();
  }
}

/** Whether the request was not carried out, and may be when the workers have found to each other again. */
function willPass(status: number, message: string): boolean {
  // The words of a worker whose group is on its way to another generation.
  const isRebalancing = status === 409 && /rebalance|momentarily|conflicting operation/.test(message);
  // Requests are forwarded to the leader; its group notices within ten seconds that it was killed.
  const hasNoLeader = status === 500 && /trying to forward REST request: .*ConnectException/.test(message);
  return isRebalancing || hasNoLeader;
}

/** The one conflict that stays: a connector of this name exists. @param reason as a worker says it */
export function nameIsTaken(reason: string): boolean {
  return reason.includes('already exists');
}

async function send(urls: string, method: string, path: string, body: unknown): Promise<Response> {
  const init = {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  } as const;
  let failure: unknown;
  const workers = urls.split(',');
  for (const url of workers) {
    try {
      // A suspended worker accepts connections and never answers: the next one is asked soon.
      const patience = url === workers.at(-1) ? limitMs : limitMs / 6;
      return await httpFetch(url + path, { ...init, timeoutMs: patience });
    } catch (error) {
      if (error instanceof StreamkitError) throw error;
      failure = error;
    }
  }
  throw new StreamkitError('SERVICE_UNREACHABLE', `Kafka Connect does not respond at ${urls}.`, {
    service: 'connect',
    suggestions: [
      suggest('Start it', 'up', 'connect'),
      suggest('See its log', 'logs', 'connect', '--tail', '20'),
    ],
    cause: failure,
  });
}

function messageIn(text: string): string | undefined {
  const answer = messageShape.safeParse(jsonIn(text));
  return answer.success ? (answer.data.message ?? undefined) : undefined;
}
