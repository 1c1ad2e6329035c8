import { setImmediate as nextTurn } from 'node:timers/promises';
import { interruptible } from '../interruptible.js';
import type { NewRecord } from './record.js';

/** Records in pieces of any size: what a chunk of input or an answer of a broker brought. */
export type Pieces<Item> = AsyncIterable<Item[]> | Iterable<Item[]>;

interface QueueOptions {
  records: Pieces<NewRecord>;
  /** Of a batch; a record that is larger goes alone. */
  maxBytes: number;
  signal: AbortSignal;
  /** @param bytes keys and values of the batch */
  send: (batch: NewRecord[], bytes: number) => Promise<void>;
}

/**
 * Sends one batch after the other while the next one gathers, and reads on only while there is room for it: what trickles in
 * goes out at once, what pours in goes in full batches. When the source fails, what it gave before is sent first.
 * @throws what `send` or the source throws, or the signal's reason
 */
export async function sendQueue({ records, maxBytes, signal, send }: QueueOptions): Promise<void> {
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  let gathering = new Batch();
  let underWay: Promise<unknown> = Promise.resolve();
  let sender: Promise<void> | undefined;

  const sendAll = async () => {
    underWay = nextTurn();
    await underWay;
    while (gathering.records.length > 0) {
      const batch = gathering;
      gathering = new Batch();
      underWay = send(batch.records, batch.bytes);
      await underWay;
    }
  };
  const wakeSender = () => {
    sender ??= sendAll()
      .catch((error: unknown) => {
        failure.abort(error);
      })
      .finally(() => {
        sender = undefined;
      });
  };

  try {
    for await (const piece of untilStopped(records, stop)) {
      for (const record of piece) {
        const size = sizeOf(record);
        while (!gathering.hasRoom(size, maxBytes)) {
          await interruptible(underWay, stop);
        }
        gathering.add(record, size);
        wakeSender();
      }
    }
  } finally {
    await sender;
    failure.signal.throwIfAborted();
  }
}

/** kafkajs sorts the records of a request by partition in a time that grows with the square of their number. */
const maxRecords = 300;

/** A record's own bytes; what the batch adds for each is in proportion. */
const recordOverhead = 24;
const batchOverhead = 128;

function sizeOf({ key, value, headers = [] }: NewRecord): number {
  const headerBytes = headers.reduce(
    (sum, [name, bytes]) => sum + Buffer.byteLength(name) + (bytes?.length ?? 0) + 10,
    0,
  );
  return (key?.length ?? 0) + (value?.length ?? 0) + headerBytes;
}

class Batch {
  records: NewRecord[] = [];
  bytes = 0;

  hasRoom(size: number, maxBytes: number): boolean {
    if (this.records.length >= maxRecords) return false;
    const overhead = batchOverhead + (this.records.length + 1) * recordOverhead;
    return this.records.length === 0 || this.bytes + size + overhead <= maxBytes;
  }

  add(record: NewRecord, size: number): void {
    this.records.push(record);
    this.bytes += size;
  }
}

/** Waits for input no longer than until the signal aborts: a terminal may never send any. */
async function* untilStopped<Item>(source: Pieces<Item>, signal: AbortSignal): AsyncGenerator<Item[]> {
  if (Symbol.iterator in source) {
    yield* source;
    return;
  }
  const iterator = source[Symbol.asyncIterator]();
  for (;;) {
    const next = await interruptible(iterator.next(), signal);
    if (next.done === true) return;
    yield next.value;
  }
}
