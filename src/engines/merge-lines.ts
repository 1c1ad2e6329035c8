import type { LogLine } from './engine.js';

type Reader = AsyncGenerator<LogLine[], void>;
type Readers = Iterable<Reader> | AsyncIterable<Reader>;

/** The lines of several logs: in the order of their times, or as they come when they are followed. */
export function mergeLines(
  readers: Readers,
  { follow, signal }: { follow: boolean; signal: AbortSignal },
): AsyncGenerator<LogLine[]> {
  return follow ? asTheyCome(readers, signal) : inOrderOfTime(readers);
}

/** A reader's present list, and where in it the merge is. */
interface Head {
  reader: Reader;
  lines: LogLine[];
  at: number;
}

async function* inOrderOfTime(readers: Readers): AsyncGenerator<LogLine[]> {
  let heads: Head[] = [];
  for await (const reader of allOf(readers)) heads.push({ reader, lines: [], at: 0 });
  for (;;) {
    for (const head of heads) await refill(head);
    heads = heads.filter(({ lines }) => lines.length > 0);
    if (heads.length === 0) return;
    yield merged(heads);
  }
}

/** Reads on where a list is used up; the list stays empty at the end of the log. */
async function refill(head: Head): Promise<void> {
  while (head.at === head.lines.length) {
    const next = await head.reader.next();
    head.at = 0;
    head.lines = next.done === true ? [] : next.value;
    if (next.done === true) return;
  }
}

/** The lines up to the one that uses up the first of the lists. */
function merged(heads: Head[]): LogLine[] {
  const lines: LogLine[] = [];
  for (;;) {
    let first: { head: Head; line: LogLine; time: number } | undefined;
    for (const head of heads) {
      const line = head.lines[head.at];
      if (!line) return lines;
      const time = line.time?.getTime() ?? 0;
      if (!first || time < first.time) first = { head, line, time };
    }
    if (!first) return lines;
    lines.push(first.line);
    first.head.at++;
  }
}

type Step =
  | { from: 'readers'; result: IteratorResult<Reader, void> }
  | { from: Reader; result: IteratorResult<LogLine[], void> };

/** New readers may be added at any time. */
async function* asTheyCome(readers: Readers, signal: AbortSignal): AsyncGenerator<LogLine[]> {
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
