import type * as z from 'zod/mini';
import { StreamkitError } from './errors.js';
import { suggest } from './suggestion.js';

/** Who is expected to have answered. */
export interface Responder {
  /** As a sentence names it: `a Schema Registry`. */
  product: string;
  service: string;
  url: string;
}

/**
 * An answer in its expected shape.
 * @throws StreamkitError SERVICE_UNREACHABLE for another: something else listens there
 */
export function expectAnswer<Answer>(
  shape: z.ZodMiniType<Answer>,
  answer: unknown,
  responder: Responder,
): Answer {
  const read = shape.safeParse(answer);
  if (read.success) return read.data;
  throw notThe(responder, read.error, JSON.stringify(answer));
}

/** The same for the text of an answer in JSON; an empty one counts as undefined. */
export function expectJson<Answer>(shape: z.ZodMiniType<Answer>, text: string, responder: Responder): Answer {
  let answer: unknown;
  try {
    answer = text === '' ? undefined : JSON.parse(text);
  } catch (error) {
    throw notThe(responder, error, text);
  }
  return expectAnswer(shape, answer, responder);
}

/** What responds at an address is another program. @param said what it answered, as far as known */
export function notThe({ product, service, url }: Responder, cause: unknown, said = ''): StreamkitError {
  return new StreamkitError('SERVICE_UNREACHABLE', `What responds at ${url} is not ${product}.`, {
    service,
    evidence: said === '' ? [] : [said.slice(0, 200)],
    suggestions: [suggest('See which process uses the port', 'doctor')],
    cause,
  });
}

/** The value of a text in JSON; undefined for one that is not, such as a web page, which says nothing that helps. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
