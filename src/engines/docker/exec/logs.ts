import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { LogLine, LogOptions } from '../../engine.js';
import { statusOf } from '../daemon/failure.js';

const pollMs = 500;

/** The lines of a container's log, across its restarts when they are followed; none for one that is gone. */
export async function* containerLines(
  docker: Docker,
  id: string,
  service: string,
  { tail, since, follow, signal }: LogOptions,
): AsyncGenerator<LogLine[]> {
  const all = { stdout: true, stderr: true, timestamps: true };
  const container = docker.getContainer(id);
  let query: object = {
    ...(tail === undefined ? {} : { tail }),
    ...(since === undefined ? {} : { since: since.getTime() / 1000 }),
  };
  // Of the newest line, and of the last one before the container stopped. Stamps are in order as texts.
  let newest = '';
  let shown = '';
  try {
    do {
      const output: AsyncIterable<Buffer> = follow
        ? await streamed(container.logs({ ...all, ...query, follow: true, abortSignal: signal }))
        : Readable.from([await container.logs({ ...all, ...query, follow: false })]);
      for await (const lines of linesOf(output)) {
        newest = stampOf(lines.at(-1) ?? newest);
        yield lines.filter((line) => stampOf(line) > shown).map((line) => stamped(service, line));
      }
      // The daemon ends the stream when the container stops. What comes after its next start has later stamps.
      shown = newest;
      query = shown === '' ? query : { since: Math.floor(Date.parse(shown) / 1000) };
    } while (follow && (await startedAgain(container, signal)));
  } catch (error) {
    if (signal.aborted || statusOf(error) === 404) return;
    throw error;
  }
}

/** Waits until a container that has stopped runs again. @throws 404 when it is removed, or the signal's reason */
async function startedAgain(container: Docker.Container, signal: AbortSignal): Promise<boolean> {
  while (!(await container.inspect({ abortSignal: signal })).State.Running) {
    await delay(pollMs, undefined, { signal });
  }
  return true;
}

/** The types of dockerode do not say that such a stream can be iterated over. */
async function streamed(stream: Promise<NodeJS.ReadableStream>): Promise<AsyncIterable<Buffer>> {
  return (await stream) as AsyncIterable<Buffer>;
}

/** `2026-01-31T12:00:00.123456789Z text`, as the daemon writes it. */
function stamped(service: string, line: string): LogLine {
  const stamp = stampOf(line);
  const time = new Date(stamp);
  return {
    service,
    time: Number.isNaN(time.getTime()) ? undefined : time,
    text: line.slice(stamp.length + 1),
  };
}

function stampOf(line: string): string {
  const space = line.indexOf(' ');
  return space === -1 ? line : line.slice(0, space);
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
