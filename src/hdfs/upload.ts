import { request, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { systemCode } from '../shared/errors.js';
import { connectionBroke, uploadBroke } from './failure.js';

export interface UploadAnswer {
  status: number;
  body: string;
}

/**
 * Sends a body of unknown length to a DataNode, no faster than it is taken. Not by `fetch`: a DataNode always says
 * "100 Continue" first (Hadoop's WebHdfsHandler), which `fetch` takes for a broken answer.
 * @throws what the parts throw, as it is; StreamkitError SERVICE_UNREACHABLE when the connection breaks
 */
export async function upload(
  target: URL,
  method: string,
  parts: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<UploadAnswer> {
  let cut: { by: unknown } | undefined;
  async function* source() {
    try {
      yield* parts;
    } catch (error) {
      cut = { by: error };
      throw error;
    }
  }
  const outgoing = request(target, { method, headers: { 'content-type': 'application/octet-stream' } });
  const answer = new Promise<UploadAnswer>((resolve, reject) => {
    outgoing.on('error', reject).on('response', (response: IncomingMessage) => {
      text(response).then((body) => {
        resolve({ status: response.statusCode ?? 0, body });
      }, reject);
    });
  });
  const sent = pipeline(Readable.from(source(), { objectMode: true }), outgoing, {
    ...(signal ? { signal } : {}),
  });
  // A refusal comes before all is sent and ends the connection: the answer counts, not the broken pipe.
  sent.catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined));
  try {
    return await answer;
  } catch (error) {
    signal?.throwIfAborted();
    if (cut) throw cut.by;
    throw isBrokenOff(error) ? uploadBroke(error) : connectionBroke(error, target.href);
  }
}

/** The DataNode closed while we sent: its answer, if there was one, was lost with what it had not read. */
function isBrokenOff(error: unknown): boolean {
  return ['EPIPE', 'ECONNRESET'].includes(systemCode(error) ?? '');
}
