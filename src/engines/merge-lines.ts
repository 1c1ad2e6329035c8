import type { LogLine } from './engine.js';

/** The lines of several logs: in the order of their times, or as they come when they are followed. */
export async function* mergeLines(
  readers: AsyncGenerator<LogLine>[],
  { follow, signal }: { follow: boolean; signal: AbortSignal },
): AsyncGenerator<LogLine> {
  yield* follow ? asTheyCome(readers, signal) : inOrderOfTime(readers);
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
