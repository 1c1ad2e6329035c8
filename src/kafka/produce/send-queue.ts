import { setImmediate as nextTurn } from 'node:timers/promises';
import { interruptible } from '../../shared/interruptible.js';

/** Records in pieces of any size: what a chunk of input or an answer of a broker brought. */
export type Pieces<Item> = AsyncIterable<Item[]> | Iterable<Item[]>;

/** Items that gather until they go out together. */
export interface Gathering<Item> {
  readonly isEmpty: boolean;
  /** Whether one more fits; when empty, whatever it is. */
  hasRoom: (item: Item) => boolean;
  add: (item: Item) => void;
}

interface QueueOptions<Item, Batch extends Gathering<Item>> {
  items: Pieces<Item>;
  newBatch: () => Batch;
  signal: AbortSignal;
  send: (batch: Batch) => Promise<void>;
}

/**
 * Sends one batch after the other while the next one gathers, and reads on only while there is room for it: what trickles in
 * goes out at once, what pours in goes in full batches. When the source fails, what it gave before is sent first.
 * @throws what `send`, `add` or the source throws, or the signal's reason
 */
export async function sendQueue<Item, Batch extends Gathering<Item>>(
  options: QueueOptions<Item, Batch>,
): Promise<void> {
  const { items, newBatch, signal, send } = options;
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  let gathering = newBatch();
  let underWay: Promise<unknown> = Promise.resolve();
  let sender: Promise<void> | undefined;

  const sendAll = async () => {
    underWay = nextTurn();
    await underWay;
    while (!gathering.isEmpty) {
      const batch = gathering;
      gathering = newBatch();
      underWay = send(batch);
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
    for await (const piece of untilStopped(items, stop)) {
      for (const item of piece) {
        while (!gathering.hasRoom(item)) {
          await interruptible(underWay, stop);
        }
        gathering.add(item);
        wakeSender();
      }
    }
  } finally {
    await sender;
    failure.signal.throwIfAborted();
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
