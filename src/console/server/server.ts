import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { StreamkitError } from '../../shared/errors.js';
import type { ContextFlags } from '../../shared/suggestion.js';
import { sendError, sendJson, sendText, stackFlags } from './answer.js';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { readBody } from './body.js';
import type { ServerContext } from './context.js';
import { Download, Lines } from './download.js';
import { refusalOf, securityHeaders } from './guard.js';
import { changes, findRoute } from './router.js';

const prefix = '/api/v1/';
/** More than a page ever needs: what comes beyond is refused, not queued. */
const requestsAtOnce = 32;
/** Of streams, which last: browsers allow six connections to a server. */
const streamsAtOnce = 32;

/** The console's server; it listens nowhere yet. */
export function consoleServer(context: ServerContext): Server {
  const flags = stackFlags(context.stack);
  const open = { requests: 0, streams: 0 };
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const isStream = path === `${prefix}live`;
    const kind = isStream ? 'streams' : 'requests';
    const limit = isStream ? streamsAtOnce : requestsAtOnce;
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const refusal = refusalOf({ headers: request.headers, path }, portOf(server), context.token);
    if (refusal) {
      sendJson(response, refusal.status, {
        error: { code: 'REFUSED', message: refusal.message, suggestions: [] },
      });
      return;
    }
    if (open[kind] >= limit) {
      sendJson(response, 503, {
        error: { code: 'BUSY', message: 'Too many requests at once.', suggestions: [] },
      });
      return;
    }
    open[kind]++;
    response.once('close', () => open[kind]--);
    answer(context, request, response, path, flags).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendError(response, error, flags);
    });
  });
  server.requestTimeout = 60_000;
  return server;
}

export function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

async function answer(
  context: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  flags: ContextFlags,
): Promise<void> {
  if (path === '/metrics' && request.method === 'GET') {
    const { prometheusText } = await import('../watch/prometheus.js');
    const { current, kafka } = await context.watch();
    const text = prometheusText(current, kafka.topicOffsets, kafka.groupOffsets);
    sendText(response, 200, text, 'text/plain; version=0.0.4');
    return;
  }
  if (!path.startsWith(prefix)) {
    sendAsset(context, request, response, path);
    return;
  }
  const gone = goneSignal(response);
  if (path === `${prefix}live` && request.method === 'POST') {
    const { live } = await import('./live.js');
    await live(context, await readBody(request), response, gone);
    return;
  }
  await callRoute(context, request, response, path.slice(prefix.length), gone, flags);
}

function sendAsset(
  { assets }: ServerContext,
  { method }: IncomingMessage,
  response: ServerResponse,
  path: string,
): void {
  const asset = assets.get(path);
  if (!asset || (method !== 'GET' && method !== 'HEAD')) {
    sendText(response, 404, 'Not found');
    return;
  }
  response.writeHead(200, { 'Content-Type': asset.type, 'Content-Length': asset.body.length });
  response.end(method === 'HEAD' ? undefined : asset.body);
}

async function callRoute(
  context: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  signal: AbortSignal,
  flags: ContextFlags,
): Promise<void> {
  const found = findRoute(await context.routes(), request.method ?? '', path);
  if (!found)
    throw new StreamkitError('NOT_FOUND', `${request.method ?? ''} /api/v1/${path} does not exist.`);
  const { readOnly, jobs } = context;
  if (readOnly && changes(found.route)) {
    const message = 'This console is read-only.';
    sendJson(response, 403, { error: { code: 'READ_ONLY', message, suggestions: [] } });
    return;
  }
  const body = await readBody(request);
  const watch = await context.watch();
  const session = await context.open(signal);
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  try {
    const result = await found.route.run({
      session,
      params: found.params,
      query,
      body,
      jobs,
      watch,
      readOnly,
    });
    if (result instanceof Download) await sendFile(response, result);
    else if (result instanceof Lines) await sendLines(response, result);
    else sendJson(response, 200, result);
  } catch (error) {
    if (signal.aborted) return;
    // A file that breaks off must not look whole.
    if (response.headersSent) response.destroy();
    else sendError(response, error, flags);
  }
}

async function sendFile(response: ServerResponse, { name, type, parts }: Download): Promise<void> {
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  await pipeline(Readable.from(parts), response);
}

async function sendLines(response: ServerResponse, lines: Lines): Promise<void> {
  response.setHeader('Content-Type', 'application/x-ndjson');
  await pipeline(Readable.from(lines.text()), response);
}

/** Aborts when the client is gone before its answer was sent. */
function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort(new StreamkitError('INTERRUPTED', 'The client is gone.'));
  });
  return gone.signal;
}
