import { setImmediate as nextTurn } from 'node:timers/promises';
import { interruptible } from '../../shared/interruptible.js';

/** Items in lists of any length: what a chunk of input or a response of a broker brought. */
export type Lists<Item> = AsyncIterable<Item[]> | Iterable<Item[]>;

/** Items that are collected until they are sent together. */
export interface Gathering<Item> {
  readonly isEmpty: boolean;
  /** Whether one more fits; when empty, whatever it is. */
  hasRoom: (item: Item) => boolean;
  add: (item: Item) => void;
}

interface QueueOptions<Item, Batch extends Gathering<Item>> {
  items: Lists<Item>;
  newBatch: () => Batch;
  signal: AbortSignal;
  send: (batch: Batch) => Promise<void>;
}

/**
 * Sends one batch after the other while the next one is collected, and reads more only while there is room for it: single
 * items are sent at once, many in full batches. When the source fails, the items before that are sent first.
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
    for await (const list of untilStopped(items, stop)) {
      for (const item of list) {
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
async function* untilStopped<Item>(source: Lists<Item>, signal: AbortSignal): AsyncGenerator<Item[]> {
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
