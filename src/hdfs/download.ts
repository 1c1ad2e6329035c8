import { get, type IncomingMessage } from 'node:http';

/**
 * The answer of a DataNode; its body is read no faster than the caller reads it. Not by `fetch`, whose streams need twice the
 * time for a large file.
 * @throws what the system says when there is no connection, the signal's reason when it aborts
 */
export async function download(target: URL, signal: AbortSignal | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(target, { agent: false, ...(signal && { signal }) }, resolve).on('error', (error) => {
      reject(signal?.aborted === true ? (signal.reason as Error) : error);
    });
  });
}
