import * as z from 'zod/mini';
import { expectJson, jsonIn } from '../shared/answer.js';
import { StreamkitError } from '../shared/errors.js';
import { httpFetch, type HttpRequest } from '../shared/http-client.js';
import { suggest } from '../shared/suggestion.js';

const limitMs = 60_000;

/** A request that the JobManager answered with an error; the reason is its own, without the stack trace. */
export class FlinkError extends StreamkitError {
  constructor(
    readonly status: number,
    readonly reason: string,
    /** The whole answer: a stack trace, as a rule. */
    readonly trace: string,
    service = 'flink-jobmanager',
  ) {
    super('SERVICE_UNREACHABLE', `Flink refused the request: ${reason}`, {
      service,
      suggestions: [suggest('Look at its log', 'logs', service, '--tail', '20')],
    });
    this.name = 'FlinkError';
  }
}

export interface FlinkRest {
  url: string;
  /** Who answers there (default: flink-jobmanager). */
  service?: string;
  signal: AbortSignal;
}

/**
 * One request to the JobManager.
 * @param prepare changes the text of the answer before it is read as JSON
 * @param shape what the answer must be; z.unknown() where it does not matter
 * @throws FlinkError for an answer that is an error, StreamkitError SERVICE_UNREACHABLE when there is none
 */
export async function request<Answer>(
  rest: FlinkRest,
  shape: z.ZodMiniType<Answer>,
  method: string,
  path: string,
  body?: FormData | object,
  prepare = (text: string) => text,
): Promise<Answer> {
  const { service = 'flink-jobmanager' } = rest;
  const response = await send(rest, method, path, body);
  const text = await response.text();
  if (!response.ok) throw new FlinkError(response.status, ...reasonIn(text, response.status), service);
  return expectJson(shape, prepare(text), { product: 'Flink', service, url: rest.url });
}

async function send(
  { url, signal, service = 'flink-jobmanager' }: FlinkRest,
  method: string,
  path: string,
  body: FormData | object | undefined,
): Promise<Response> {
  try {
    return await httpFetch(url + path, {
      method,
      timeoutMs: limitMs,
      signal,
      ...(body === undefined ? {} : bodyOf(body)),
    });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof StreamkitError) throw error;
    throw new StreamkitError('SERVICE_UNREACHABLE', `Flink does not answer at ${url}.`, {
      service,
      suggestions: [
        suggest('Start it', 'up', service === 'flink-jobmanager' ? 'flink' : service),
        suggest('Look at its log', 'logs', service, '--tail', '20'),
      ],
      cause: error,
    });
  }
}

function bodyOf(body: FormData | object): Pick<HttpRequest, 'body' | 'headers'> {
  if (body instanceof FormData) return { body };
  return { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
}

/** Flink answers with one or several stack traces; the innermost cause says what went wrong. */
function reasonIn(text: string, status: number): [reason: string, trace: string] {
  const answer = z.object({ errors: z.array(z.string()) }).safeParse(jsonIn(text));
  const trace = answer.success ? answer.data.errors.join('\n') : text;
  return [innermost(trace) ?? `it answered with ${status}`, trace];
}

/** The message of the last `Caused by` of a Java stack trace, else its first line without the class. */
export function innermost(trace: string): string | undefined {
  const lines = trace.split('\n').map((line) => line.trim());
  const causes = lines.filter((line) => line.startsWith('Caused by: '));
  const line =
    causes.at(-1)?.slice('Caused by: '.length) ??
    lines.find((one) => /^[\w.$]+(Exception|Error)\b/.test(one));
  const chosen =
    line ?? lines.findLast((one) => one !== '' && !one.startsWith('at ') && !one.startsWith('<'));
  return chosen?.replace(/^[a-z][\w.]*\.([A-Z][\w$]*): /, '$1: ');
}

/** Flink answers 404 about parts of a job that it does not have yet. */
export async function ifKnown<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof FlinkError && error.status === 404) return undefined;
    throw error;
  }
}
