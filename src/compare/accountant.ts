import { consume } from '../kafka/consume/consume.js';
import { offsetRange } from '../kafka/consume/offset-range.js';
import type { MeasuredJob, Totals } from './jobs.js';

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

  constructor(
    private readonly job: MeasuredJob,
    { broker, topic, readCommitted }: { broker: string; topic: string; readCommitted: boolean },
    signal: AbortSignal,
  ) {
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
          this.values.push(text);
          for (const id of this.job.ids(text))
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
    return this.job.totals(this.values);
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
