import { open, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCode } from '../../errors.js';
import type { LogLine, LogOptions } from '../engine.js';

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

/** The log files in a folder, however deep, named by their paths in it. */
export async function logsIn(folder: string): Promise<{ service: string; path: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.log'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ service: relative(folder, path), path }));
}

/** The lines of several logs in the order of their times. */
export async function* mergedLogs(
  logs: { service: string; path: string }[],
  options: LogOptions,
): AsyncGenerator<LogLine> {
  const readers = await Promise.all(
    logs.map(async ({ service, path }) => {
      const start = options.tail === undefined ? 0 : await startOfLast(path, options.tail);
      return readLog(service, path, start, options);
    }),
  );
  yield* options.follow ? asTheyCome(readers, options.signal) : inOrderOfTime(readers);
}

async function* inOrderOfTime(readers: AsyncGenerator<LogLine>[]): AsyncGenerator<LogLine> {
  const heads = (
    await Promise.all(readers.map(async (reader) => ({ reader, head: await reader.next() })))
  ).filter(({ head }) => head.done !== true);
  while (heads.length > 0) {
    let next = 0;
    for (let i = 1; i < heads.length; i++) {
      if (timeOf(heads[i]) < timeOf(heads[next])) next = i;
    }
    const chosen = heads[next];
    if (!chosen || chosen.head.done === true) return;
    yield chosen.head.value;
    chosen.head = await chosen.reader.next();
    if (chosen.head.done === true) heads.splice(next, 1);
  }
}

function timeOf(entry: { head: IteratorResult<LogLine> } | undefined): number {
  return entry?.head.done === true ? Infinity : (entry?.head.value.time?.getTime() ?? 0);
}

async function* asTheyCome(readers: AsyncGenerator<LogLine>[], signal: AbortSignal): AsyncGenerator<LogLine> {
  const pending = new Map(readers.map((reader) => [reader, reader.next()]));
  while (pending.size > 0 && !signal.aborted) {
    const { reader, result } = await Promise.race(
      [...pending].map(async ([reader, next]) => ({ reader, result: await next })),
    );
    if (result.done === true) {
      pending.delete(reader);
      continue;
    }
    yield result.value;
    pending.set(reader, reader.next());
  }
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

/** The time that our services' log lines begin with: 2026-01-31T12:00:00.000+0100, or MariaDB's local 2026-01-31 12:00:00. */
export function timeIn(line: string): Date | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[T ]([ \d]\d:\d\d:\d\d(?:[.,]\d{3})?)(?:(Z|[+-]\d\d):?(\d\d)?)?/.exec(
    line,
  );
  if (!match) return undefined;
  const [, day = '', time = '', zone, minutes] = match;
  const moment = `${day}T${time.replace(',', '.').replace(' ', '0')}`;
  if (zone === undefined || zone === 'Z') return new Date(moment + (zone ?? ''));
  return new Date(`${moment}${zone}:${minutes ?? '00'}`);
}
