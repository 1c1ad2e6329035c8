const frameMs = 50;
const frameItems = 2000;

/**
 * Items as they come, gathered for a moment: a frame every 50 ms at most. The source is not read further while a full
 * frame waits to be taken.
 */
export async function* inFrames<Item>(
  items: AsyncIterable<Item>,
  signal: AbortSignal,
): AsyncGenerator<Item[]> {
  const iterator = items[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    while (!signal.aborted) {
      const first = await next;
      if (first.done === true) return;
      const frame = [first.value];
      const over = later(frameMs);
      next = iterator.next();
      for (;;) {
        const result = await Promise.race([next, over.promise]);
        if (result === 'over' || result.done === true) break;
        frame.push(result.value);
        next = iterator.next();
        if (frame.length >= frameItems) break;
      }
      over.cancel();
      yield frame;
    }
  } finally {
    next.catch(() => undefined);
    await iterator.return?.().catch(() => undefined);
  }
}

function later(ms: number): { promise: Promise<'over'>; cancel: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<'over'>((resolve) => {
    timer = setTimeout(() => {
      resolve('over');
    }, ms);
  });
  return {
    promise,
    cancel() {
      clearTimeout(timer);
    },
  };
}
