import type { IncomingMessage } from 'node:http';
import * as z from 'zod/mini';
import { StreamkitError } from '../../shared/errors.js';

const longestBody = 8 * 1024 * 1024;

export class BodyRefused extends Error {
  constructor(
    readonly status: 413 | 415,
    message: string,
  ) {
    super(message);
    this.name = 'BodyRefused';
  }
}

/**
 * A request's JSON, or undefined without a body.
 * @throws BodyRefused for another media type, or more than 8 MB; StreamkitError USAGE for what is not JSON
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const length = Number(request.headers['content-length'] ?? NaN);
  if (length === 0 || (Number.isNaN(length) && request.headers['transfer-encoding'] === undefined))
    return undefined;
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim();
  if (type !== 'application/json') throw new BodyRefused(415, 'Only application/json is accepted.');
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > longestBody) throw new BodyRefused(413, 'The request is larger than 8 MB.');
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString());
  } catch (error) {
    throw new StreamkitError('USAGE', 'The request is not JSON.', { cause: error });
  }
}

/** The body in the shape that a route needs. @throws StreamkitError USAGE that names the wrong field */
export function expectBody<Shape>(body: unknown, shape: z.ZodMiniType<Shape>): Shape {
  const parsed = shape.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new StreamkitError(
    'USAGE',
    `${where === '' ? 'The request' : where}: ${issue?.message ?? 'is wrong'}`,
    {
      cause: parsed.error,
    },
  );
}

const confirmation = z.object({ confirm: z.string() });

/** Deleting needs the name of what is deleted, typed by the user. @throws StreamkitError USAGE */
export function expectConfirmation(body: unknown, name: string): void {
  if (expectBody(body, confirmation).confirm === name) return;
  throw new StreamkitError('USAGE', `The confirmation is not the name ${name}.`);
}
