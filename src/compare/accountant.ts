import { consume } from '../kafka/consume/consume.js';
import { offsetRange } from '../kafka/consume/offset-range.js';

interface Seen {
  /** When it arrived here, in ms since 1970. */
  arrivedAt: number;
  /** When the broker appended it. */
  appendedAt: number;
}

/** Reads an output topic from its start, and accounts for each result by the id of its payment. */
export class Accountant {
  private readonly values: string[] = [];
  private readonly first = new Map<string, Seen>();
  private readonly stop = new AbortController();
  private lastArrival = Date.now();
  private readonly reading: Promise<void>;

  constructor(broker: string, topic: string, readCommitted: boolean, signal: AbortSignal) {
    const until = AbortSignal.any([signal, this.stop.signal]);
    const options = {
      topics: [topic],
      range: offsetRange('start', Date.now()),
      exit: false,
      readCommitted,
      signal: until,
    };
    this.reading = this.read(consume(broker, options), until);
    // Whoever waits for results is told; see `until`.
    this.reading.catch(() => undefined);
  }

  private async read(records: ReturnType<typeof consume>, signal: AbortSignal): Promise<void> {
    try {
      for await (const list of records) {
        const arrivedAt = Date.now();
        this.lastArrival = arrivedAt;
        for (const { value, timestamp } of list) {
          const text = value?.toString('utf8') ?? '';
          const id = text.slice(0, text.indexOf(','));
          this.values.push(text);
          if (!this.first.has(id)) this.first.set(id, { arrivedAt, appendedAt: timestamp });
        }
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** The results of payments whose ids begin so, in the order of their appends. */
  seen(prefix: string): (Seen & { id: string })[] {
    return [...this.first]
      .flatMap(([id, seen]) => (id.startsWith(prefix) ? [{ id, ...seen }] : []))
      .toSorted((a, b) => a.appendedAt - b.appendedAt);
  }

  totals(): Totals {
    return totalsOf(this.values);
  }

  /**
   * Waits until so many payments have a result.
   * @param quietMs give up when nothing has come for that long
   */
  async until(prefix: string, wanted: number, quietMs: number, signal: AbortSignal): Promise<number> {
    this.lastArrival = Date.now();
    for (;;) {
      signal.throwIfAborted();
      const count = [...this.first.keys()].filter((id) => id.startsWith(prefix)).length;
      if (count >= wanted || Date.now() - this.lastArrival > quietMs) return count;
      await Promise.race([this.reading, new Promise((resolve) => setTimeout(resolve, 100))]);
    }
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.reading;
  }
}

export interface Totals {
  results: number;
  /** Payments with at least one result. */
  distinct: number;
  /** Payments whose count is missing: each of a name and window has one of the counts 1 to their number. */
  wrongCounts: number;
}

/**
 * Accounts for results `id,first,last,amount,tier,windowStart,count,sum`, in any order: a processor may write those of one
 * name in parallel. Pure.
 */
export function totalsOf(values: string[]): Totals {
  const groups = new Map<string, { ids: Set<string>; counts: Set<number> }>();
  for (const value of values) {
    const [id = '', , last = '', , , windowStart = '', count = ''] = value.split(',');
    const key = `${last},${windowStart}`;
    const group = groups.get(key) ?? { ids: new Set(), counts: new Set() };
    group.ids.add(id);
    group.counts.add(Number(count));
    groups.set(key, group);
  }
  const all = [...groups.values()];
  const right = ({ ids, counts }: (typeof all)[number]) =>
    [...counts].filter((count) => count <= ids.size).length;
  return {
    results: values.length,
    distinct: new Set(all.flatMap(({ ids }) => [...ids])).size,
    wrongCounts: all.reduce((sum, group) => sum + group.ids.size - right(group), 0),
  };
}
