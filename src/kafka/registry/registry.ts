import * as z from 'zod/mini';
import { messageOf, StreamkitError } from '../../shared/errors.js';
import { expectAnswer, jsonIn } from '../../shared/answer.js';
import { httpFetch } from '../../shared/http-client.js';
import { suggest } from '../../shared/suggestion.js';

interface RegistryRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
}

/** The registry's own answer to a request that it refuses; `code` is its error_code, such as 40401. */
export class RegistryRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message);
    this.name = 'RegistryRefusal';
  }
}

const timeoutMs = 15_000;

/**
 * One request to the Schema Registry's REST API.
 * @param url the registry's, with its path
 * @param path below it, with encoded names: `/subjects/orders-value/versions`
 * @throws RegistryRefusal for an answer that is an error, StreamkitError SERVICE_UNREACHABLE for none
 */
export async function registryRequest(
  url: string,
  path: string,
  request: RegistryRequest = {},
): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await httpFetch(`${url}${path}`, {
      method: request.method ?? 'GET',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      timeoutMs,
    });
    text = await response.text();
  } catch (error) {
    if (error instanceof StreamkitError) throw error;
    throw registryUnreachable(url, error);
  }
  const answer = jsonIn(text);
  if (response.ok) return answer;
  const refusal = z.object({ error_code: z.optional(z.number()), message: z.optional(z.string()) });
  const { error_code: code = response.status, message = text } = refusal.safeParse(answer).data ?? {};
  // Some registries pass on the name of a Java exception.
  const reason = message.replace(/^(?:[a-z]\w*\.)+[A-Z]\w+: /, '');
  throw new RegistryRefusal(response.status, code, reason === '' ? response.statusText : reason);
}

/** The answer in its expected shape. @throws StreamkitError SERVICE_UNREACHABLE for another */
export function registryAnswer<Answer>(url: string, shape: z.ZodMiniType<Answer>, answer: unknown): Answer {
  return expectAnswer(shape, answer, { product: 'a Schema Registry', service: 'schema-registry', url });
}

export function registryUnreachable(url: string, cause: unknown): StreamkitError {
  return new StreamkitError('SERVICE_UNREACHABLE', `No Schema Registry responds at ${url}.`, {
    service: 'schema-registry',
    suggestions: [
      suggest('Start it', 'up', 'schema-registry'),
      suggest('Show the state of the services', 'status'),
    ],
    cause,
  });
}

/** A refusal as an error for users; other errors stay as they are. */
export function registryFailure(error: unknown): unknown {
  if (!(error instanceof RegistryRefusal)) return error;
  const code =
    error.status === 422 || error.status === 400 || error.status === 409 ? 'USAGE' : 'SERVICE_UNREACHABLE';
  return new StreamkitError(code, `The Schema Registry refused the request: ${messageOf(error)}`, {
    service: 'schema-registry',
    cause: error,
  });
}
