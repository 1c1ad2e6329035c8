import { userInfo } from 'node:os';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { expectJson } from '../shared/answer.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { download } from './download.js';
import { connectionBroke, hdfsFailure, remoteFailure } from './failure.js';
import { upload } from './upload.js';

/** One operation of WebHDFS (hadoop-hdfs, WebHDFS REST API). */
export interface Operation {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  op: string;
  /** Absolute, as `hdfsPath` makes it. */
  path: string;
  parameters?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/**
 * Sends an operation that the NameNode answers itself.
 * @param url WebHDFS's own, with its path: `http://127.0.0.1:9870/webhdfs/v1`
 * @param shape of the answer; z.unknown() if it does not matter
 * @throws StreamkitError for every refusal, and when nothing is reachable there
 */
export async function askNameNode<Answer>(
  url: string,
  shape: z.ZodMiniType<Answer>,
  operation: Operation,
): Promise<Answer> {
  const { method, signal } = operation;
  const response = await send(url, operation, operationUrl(url, operation), {
    method,
    signal: signal ?? null,
  });
  return expectJson(shape, await response.text(), { product: 'WebHDFS', service: 'hdfs', url });
}

/** Opens a file: its bytes, which must be read to their end or given up. */
export async function downloadFrom(url: string, operation: Operation): Promise<AsyncIterable<Uint8Array>> {
  const { path, signal } = operation;
  const target = await dataNodeFor(url, operation);
  try {
    const answer = await download(target, signal);
    if (answer.statusCode === 200) return answer;
    throw remoteFailure(await text(answer), answer.statusCode ?? 0, path);
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof StreamkitError ? error : connectionBroke(error, url);
  }
}

/** Writes a file from its parts as they come. */
export async function uploadTo(
  url: string,
  operation: Operation,
  parts: AsyncIterable<Uint8Array>,
): Promise<void> {
  const target = await dataNodeFor(url, operation);
  const { status, body } = await upload(target, operation.method, parts, operation.signal);
  if (status < 200 || status > 299) throw remoteFailure(body, status, operation.path);
}

/** The NameNode names the DataNode that shall send or take a file's bytes. Files go to this machine only. */
async function dataNodeFor(url: string, operation: Operation): Promise<URL> {
  const parameters = { ...operation.parameters, noredirect: 'true' };
  const shape = z.object({ Location: z.url() });
  const { Location: location } = await askNameNode(url, shape, { ...operation, parameters });
  const target = new URL(location);
  if (target.protocol === 'http:' && target.hostname === '127.0.0.1') return target;
  throw new StreamkitError(
    'SERVICE_UNREACHABLE',
    `HDFS redirects to ${target.origin}, which does not belong to this stack.`,
    {
      service: 'hdfs',
      suggestions: [suggest('Restart it', 'restart', 'hdfs')],
    },
  );
}

async function send(url: string, operation: Operation, target: URL, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(target, { ...init, redirect: 'error' });
    if (response.ok) return response;
    throw remoteFailure(await response.text(), response.status, operation.path);
  } catch (error) {
    operation.signal?.throwIfAborted();
    throw hdfsFailure(error, url);
  }
}

/** Pure but for the user's name. */
export function operationUrl(url: string, { op, path, parameters }: Omit<Operation, 'method'>): URL {
  const target = new URL(url + path.split('/').map(encodeURIComponent).join('/'));
  target.search = new URLSearchParams({ op, ...user(), ...parameters }).toString();
  return target;
}

/** Who new files belong to. A name that Hadoop does not take is left out: files are then those of its `dr.who`. */
function user(): Record<string, string> {
  const { username } = userInfo();
  return /^[A-Za-z_][A-Za-z0-9._-]*$/.test(username) ? { 'user.name': username } : {};
}
