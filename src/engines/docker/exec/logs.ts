import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type Docker from 'dockerode';
import type { LogLine, LogOptions } from '../../engine.js';
import { statusOf } from '../daemon/failure.js';

/** The lines of a container's log; none for one that is gone. */
export async function* containerLines(
  docker: Docker,
  id: string,
  service: string,
  { tail, since, follow, signal }: LogOptions,
): AsyncGenerator<LogLine[]> {
  const query = {
    stdout: true,
    stderr: true,
    timestamps: true,
    ...(tail === undefined ? {} : { tail }),
    ...(since === undefined ? {} : { since: since.getTime() / 1000 }),
  };
  const container = docker.getContainer(id);
  try {
    const output: AsyncIterable<Buffer> = follow
      ? await streamed(container.logs({ ...query, follow: true, abortSignal: signal }))
      : Readable.from([await container.logs({ ...query, follow: false })]);
    for await (const lines of linesOf(output)) yield lines.map((line) => stamped(service, line));
  } catch (error) {
    if (signal.aborted || statusOf(error) === 404) return;
    throw error;
  }
}

/** The types of dockerode do not say that such a stream can be iterated over. */
async function streamed(stream: Promise<NodeJS.ReadableStream>): Promise<AsyncIterable<Buffer>> {
  return (await stream) as AsyncIterable<Buffer>;
}

/** `2026-01-31T12:00:00.123456789Z text`, as the daemon writes it. */
function stamped(service: string, line: string): LogLine {
  const space = line.indexOf(' ');
  const time = new Date(line.slice(0, space));
  return { service, time: Number.isNaN(time.getTime()) ? undefined : time, text: line.slice(space + 1) };
}

/**
 * The lines, in lists, in a stream that carries standard output and standard error side by side: frames of eight bytes of head, its
 * last four the length, and so many bytes of either (Docker Engine API, attach).
 */
export async function* linesOf(output: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const rests = ['', '', ''];
  const decoders = rests.map(() => new StringDecoder('utf8'));
  for await (const { stream, bytes } of frames(output)) {
    const lines = ((rests[stream] ?? '') + (decoders[stream]?.write(bytes) ?? '')).split('\n');
    rests[stream] = lines.pop() ?? '';
    if (lines.length > 0) yield lines.map((line) => line.replace(/\r$/, ''));
  }
  const unfinished = rests.filter((rest) => rest !== '');
  if (unfinished.length > 0) yield unfinished;
}

async function* frames(output: AsyncIterable<Buffer>): AsyncGenerator<{ stream: number; bytes: Buffer }> {
  const headBytes = 8;
  let received: Buffer = Buffer.alloc(0);
  for await (const chunk of output) {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    while (received.length >= headBytes) {
      const end = headBytes + received.readUInt32BE(4);
      if (received.length < end) break;
      yield { stream: received[0] ?? 0, bytes: received.subarray(headBytes, end) };
      received = received.subarray(end);
    }
  }
}
