import type { ServerResponse } from 'node:http';
import { errorJson } from '../../render/error.js';
import { messageOf, StreamkitError, type ErrorCode } from '../../shared/errors.js';
import type { ContextFlags } from '../../shared/suggestion.js';
import { BodyRefused } from './body.js';

const statuses: Partial<Record<ErrorCode, number>> = {
  USAGE: 400,
  CONFIG_INVALID: 400,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  STACK_BUSY: 409,
  SERVICE_UNREACHABLE: 503,
  SERVICE_NOT_READY: 503,
  INTERNAL: 500,
};

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value ?? {}, (_, field: unknown) =>
    typeof field === 'bigint' ? field.toString() : field,
  );
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(text);
}

export function sendText(response: ServerResponse, status: number, text: string, type = 'text/plain'): void {
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` }).end(text);
}

/** An error as `--json` prints it. */
export function sendError(response: ServerResponse, error: unknown, flags: ContextFlags): void {
  if (error instanceof BodyRefused) {
    // The rest of the body is not read: the connection cannot be used again.
    response.setHeader('Connection', 'close');
    sendJson(response, error.status, { error: { code: 'USAGE', message: error.message, suggestions: [] } });
    return;
  }
  const known = asStreamkitError(error);
  sendJson(response, statuses[known.code] ?? 422, errorJson(known, flags));
}

export function asStreamkitError(error: unknown): StreamkitError {
  if (error instanceof StreamkitError) return error;
  return new StreamkitError('INTERNAL', `A bug in streamkit: ${messageOf(error)}`, { cause: error });
}

/** Suggested commands name the stack where it is not the default one. */
export function stackFlags(stack: string): ContextFlags {
  return (command) => (stack === 'default' || command.includes('--stack') ? [] : ['--stack', stack]);
}
