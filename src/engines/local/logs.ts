import { open, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCode } from '../../shared/errors.js';
import type { LogLine, LogOptions } from '../engine.js';
import { appearing } from '../appearing.js';
import { timedLines } from '../line-time.js';
import { mergeLines } from '../merge-lines.js';

const pollMs = 150;
const blockBytes = 64 * 1024;
const logNames = /\.log$|^std(out|err)$/;

export function logPath(dir: string): string {
  return join(dir, 'logs', 'output.log');
}

/** The last lines of a log, oldest first; none where there is no log. Reads only the file's end. */
export async function lastLines(path: string, count: number): Promise<string[]> {
  const lines: string[] = [];
  const options = { tail: count, follow: false, signal: new AbortController().signal };
  for await (const list of readLog('', path, options)) lines.push(...list.map(({ text }) => text));
  return lines;
}

/** The lines of the log files in a folder, however deep, each named by its path in it. */
export async function* linesBelow(folder: string, options: LogOptions): AsyncGenerator<LogLine[]> {
  const files = appearing(async () => logsIn(folder), options);
  yield* mergeLines(
    (async function* () {
      for await (const { name, late } of files)
        yield readLog(name, join(folder, name), late ? { ...options, tail: undefined } : options);
    })(),
    options,
  );
}

async function logsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isFile() && logNames.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** The lines of several logs in the order of their times. */
export function mergedLogs(
  logs: { service: string; path: string }[],
  options: LogOptions,
): AsyncGenerator<LogLine[]> {
  return mergeLines(
    logs.map(({ service, path }) => readLog(service, path, options)),
    options,
  );
}

/** The lines of a log; with `follow` it waits for more, also across a log that is truncated or replaced. */
async function* readLog(
  service: string,
  path: string,
  { tail, since, follow, signal }: LogOptions,
): AsyncGenerator<LogLine[]> {
  let offset = tail === undefined ? 0 : await startOfLast(path, tail);
  const linesOf = timedLines(service, since);
  for (;;) {
    const size = await sizeOf(path);
    if (size < offset) offset = 0;
    if (size > offset) {
      for await (const { texts, end } of blocksBetween(path, offset, size, follow)) {
        offset = end;
        yield linesOf(texts);
      }
    }
    if (!follow || signal.aborted) return;
    await delay(pollMs, undefined, { signal }).catch(() => undefined);
  }
}

/** The lines of a part of a file, many at once, with the offset where the last ends; an unfinished one only if not `whole`. */
async function* blocksBetween(path: string, from: number, to: number, whole: boolean) {
  const file = await open(path, 'r');
  try {
    const options = { start: from, end: to - 1, autoClose: false, highWaterMark: blockBytes };
    let end = from;
    let rest: Buffer[] = [];
    for await (const chunk of file.createReadStream(options) as AsyncIterable<Buffer>) {
      const newline = chunk.lastIndexOf('\n');
      if (newline < 0) {
        rest.push(chunk);
        continue;
      }
      const block = Buffer.concat([...rest, chunk.subarray(0, newline)]);
      rest = [chunk.subarray(newline + 1)];
      end += block.length + 1;
      yield { texts: textsOf(block), end };
    }
    const last = Buffer.concat(rest);
    if (!whole && last.length > 0) yield { texts: textsOf(last), end: to };
  } finally {
    await file.close();
  }
}

function textsOf(block: Buffer): string[] {
  return block
    .toString()
    .split('\n')
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

async function startOfLast(path: string, count: number): Promise<number> {
  const size = await sizeOf(path);
  if (size === 0 || count === 0) return size;
  const file = await open(path, 'r');
  try {
    let newlines = 0;
    let position = size;
    const block = Buffer.alloc(blockBytes);
    while (position > 0) {
      const length = Math.min(blockBytes, position);
      position -= length;
      await file.read(block, 0, length, position);
      for (let i = length - 1; i >= 0; i--) {
        if (block[i] !== 0x0a || position + i === size - 1) continue;
        if (++newlines === count) return position + i + 1;
      }
    }
    return 0;
  } finally {
    await file.close();
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
