import { connectionBroke } from './failure.js';
import { downloadFrom } from './webhdfs.js';

/**
 * The bytes of a file in HDFS as they arrive, read as fast as the caller reads them.
 * @throws StreamkitError NOT_FOUND before the first byte; SERVICE_UNREACHABLE also in the middle
 */
export async function readFile(
  url: string,
  path: string,
  { signal, offset }: { signal?: AbortSignal | undefined; offset?: number } = {},
): Promise<AsyncIterable<Uint8Array>> {
  const body = await downloadFrom(url, {
    method: 'GET',
    op: 'OPEN',
    path,
    signal,
    ...(offset !== undefined && { parameters: { offset: String(offset) } }),
  });
  return bytesOf(url, body, signal);
}

async function* bytesOf(url: string, body: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined) {
  try {
    yield* body;
  } catch (error) {
    signal?.throwIfAborted();
    throw connectionBroke(error, url);
  }
}
