import { open, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCode } from '../../errors.js';
import type { LogLine, LogOptions } from '../engine.js';
import { appearing } from '../appearing.js';
import { timeIn } from '../line-time.js';
import { mergeLines } from '../merge-lines.js';

const pollMs = 150;
const blockBytes = 64 * 1024;

export function logPath(dir: string): string {
  return join(dir, 'logs', 'output.log');
}

/** The last lines of a log, oldest first; none where there is no log. Reads only the file's end. */
export async function lastLines(path: string, count: number): Promise<string[]> {
  const start = await startOfLast(path, count);
  const lines: string[] = [];
  for await (const { text } of readLog('', path, start, {
    follow: false,
    signal: new AbortController().signal,
  })) {
    lines.push(text);
  }
  return lines;
}

/** The lines of the log files in a folder, however deep, each named by its path in it. */
export async function* linesBelow(folder: string, options: LogOptions): AsyncGenerator<LogLine> {
  const files = appearing(async () => logsIn(folder), options);
  yield* mergeLines(
    (async function* () {
      for await (const { name, late } of files)
        yield readFrom(name, join(folder, name), late ? { ...options, tail: undefined } : options);
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
    .filter((entry) => entry.isFile() && entry.name.endsWith('.log'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** The lines of several logs in the order of their times. */
export function mergedLogs(
  logs: { service: string; path: string }[],
  options: LogOptions,
): AsyncGenerator<LogLine> {
  return mergeLines(
    logs.map(({ service, path }) => readFrom(service, path, options)),
    options,
  );
}

async function* readFrom(
  service: string,
  path: string,
  { tail, ...options }: LogOptions,
): AsyncGenerator<LogLine> {
  yield* readLog(service, path, tail === undefined ? 0 : await startOfLast(path, tail), options);
}

/** Lines from a byte offset on; with `follow` it waits for more, also across a log that starts anew. */
async function* readLog(
  service: string,
  path: string,
  start: number,
  { since, follow, signal }: Omit<LogOptions, 'tail'>,
): AsyncGenerator<LogLine> {
  let offset = start;
  let time: Date | undefined;
  for (;;) {
    const size = await sizeOf(path);
    if (size < offset) offset = 0;
    if (size > offset) {
      for await (const { text, end } of linesBetween(path, offset, size, follow)) {
        offset = end;
        time = timeIn(text) ?? time;
        if (!since || (time && time >= since)) yield { service, time, text };
      }
    }
    if (!follow || signal.aborted) return;
    await delay(pollMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Whole lines of a part of a file, with the offset where each ends; an unfinished last line only if not `whole`. */
async function* linesBetween(path: string, from: number, to: number, whole: boolean) {
  const file = await open(path, 'r');
  try {
    const stream = file.createReadStream({ start: from, end: to - 1, autoClose: false });
    let end = from;
    for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
      end += Buffer.byteLength(text) + 1;
      if (whole && end > to) return;
      yield { text, end: Math.min(end, to) };
    }
  } finally {
    await file.close();
  }
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
