import { hdfsFailure } from './failure.js';
import { download } from './webhdfs.js';

/**
 * The bytes of a file in HDFS as they arrive, read as fast as the caller reads them.
 * @throws StreamkitError NOT_FOUND before the first byte; SERVICE_UNREACHABLE also in the middle
 */
export async function readFile(
  url: string,
  path: string,
  { signal, offset }: { signal?: AbortSignal | undefined; offset?: number } = {},
): Promise<AsyncIterable<Uint8Array>> {
  const { body } = await download(url, {
    method: 'GET',
    op: 'OPEN',
    path,
    signal,
    ...(offset !== undefined && { parameters: { offset: String(offset) } }),
  });
  return bytesOf(url, body as AsyncIterable<Uint8Array> | null, signal);
}

async function* bytesOf(
  url: string,
  body: AsyncIterable<Uint8Array> | null,
  signal: AbortSignal | undefined,
) {
  try {
    yield* body ?? [];
  } catch (error) {
    signal?.throwIfAborted();
    throw hdfsFailure(error, url);
  }
}
