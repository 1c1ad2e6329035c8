import * as z from 'zod/mini';
import { StreamkitError } from '../shared/errors.js';

const limitMs = 30_000;

/** A request to Connect's REST API that the worker answered with an error; the reason is the worker's own. */
export class ConnectError extends StreamkitError {
  constructor(
    readonly status: number,
    readonly reason: string,
  ) {
    super('SERVICE_UNREACHABLE', `Kafka Connect refuses: ${reason}`, {
      service: 'connect',
      suggestions: ['streamkit logs connect --tail 20'],
    });
    this.name = 'ConnectError';
  }
}

/**
 * One request to a worker. A worker that is rebalancing (409 without a conflict) is asked again until it is done.
 * @param url the worker's, such as http://127.0.0.1:8083
 * @param shape what the answer must be; z.unknown() where it does not matter
 * @returns the answer's JSON, undefined for an empty one
 * @throws ConnectError for an answer that is an error, StreamkitError SERVICE_UNREACHABLE when there is none
 */
export async function request<Answer>(
  url: string,
  shape: z.ZodMiniType<Answer>,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const response = await send(url, method, path, body);
    const text = await response.text();
    if (response.ok) return understood(shape, text, url);
    const message = messageIn(text) ?? `${method} ${path} was answered with ${response.status}`;
    if (!message.includes('rebalance') || response.status !== 409 || Date.now() > deadline) {
      throw new ConnectError(response.status, message);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function understood<Answer>(shape: z.ZodMiniType<Answer>, text: string, url: string): Answer {
  const answer = shape.safeParse(text === '' ? undefined : parsed(text));
  if (answer.success) return answer.data;
  throw new StreamkitError('SERVICE_UNREACHABLE', `What answers at ${url} is no Kafka Connect.`, {
    service: 'connect',
    suggestions: ['streamkit doctor'],
    cause: answer.error,
  });
}

async function send(url: string, method: string, path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(url + path, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(limitMs),
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
  } catch (error) {
    throw new StreamkitError('SERVICE_UNREACHABLE', `Kafka Connect does not answer at ${url}.`, {
      service: 'connect',
      suggestions: ['streamkit up connect', 'streamkit logs connect --tail 20'],
      cause: error,
    });
  }
}

function messageIn(text: string): string | undefined {
  const answer = z.object({ message: z.string() }).safeParse(parsed(text));
  return answer.success ? answer.data.message : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A page that is no JSON says nothing that helps.
    return undefined;
  }
}
