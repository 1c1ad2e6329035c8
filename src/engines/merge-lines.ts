import type { LogLine } from './engine.js';

type Reader = AsyncGenerator<LogLine, void>;
type Readers = Iterable<Reader> | AsyncIterable<Reader>;

/** The lines of several logs: in the order of their times, or as they come when they are followed. */
export function mergeLines(
  readers: Readers,
  { follow, signal }: { follow: boolean; signal: AbortSignal },
): AsyncGenerator<LogLine> {
  return follow ? asTheyCome(readers, signal) : inOrderOfTime(readers);
}

async function* inOrderOfTime(readers: Readers): AsyncGenerator<LogLine> {
  const all: { reader: Reader; head: IteratorResult<LogLine> }[] = [];
  for await (const reader of allOf(readers)) all.push({ reader, head: await reader.next() });
  const heads = all.filter(({ head }) => head.done !== true);
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

type Step =
  | { from: 'readers'; result: IteratorResult<Reader, void> }
  | { from: Reader; result: IteratorResult<LogLine, void> };

/** New readers may be added at any time. */
async function* asTheyCome(readers: Readers, signal: AbortSignal): AsyncGenerator<LogLine> {
  const coming = allOf(readers);
  const nextReader = async (): Promise<Step> => ({ from: 'readers', result: await coming.next() });
  const nextLine = async (from: Reader): Promise<Step> => ({ from, result: await from.next() });
  const pending = new Map<Step['from'], Promise<Step>>([['readers', nextReader()]]);
  while (pending.size > 0 && !signal.aborted) {
    const step = await Promise.race([...pending.values()]);
    if (step.result.done === true) pending.delete(step.from);
    else if (step.from === 'readers') {
      pending.set(step.result.value, nextLine(step.result.value));
      pending.set(step.from, nextReader());
    } else {
      yield step.result.value;
      pending.set(step.from, nextLine(step.from));
    }
  }
}

async function* allOf(readers: Readers): AsyncGenerator<Reader, void> {
  yield* readers;
}
