import { systemCode } from '../errors.js';

export interface Output {
  /** Resolves when there is room for more. @returns false when nobody reads any more, as behind `| head` */
  write: (data: Buffer) => Promise<boolean>;
  /** Aborts when the reader went away. */
  closed: AbortSignal;
}

/** Standard output for much data: no faster than it is read, and quiet when the reader has enough. */
export function openOutput(stream: NodeJS.WriteStream): Output {
  const reader = new AbortController();
  stream.on('error', (error) => {
    reader.abort(error);
    if (systemCode(error) !== 'EPIPE') throw error;
  });
  return {
    closed: reader.signal,
    async write(data) {
      if (reader.signal.aborted) return false;
      if (stream.write(data)) return true;
      await room(stream, reader.signal);
      return !reader.signal.aborted;
    },
  };
}

/** Writes lines as they come, until there are no more or the reader has enough. */
export async function writeLines<Item>(
  items: AsyncIterable<Item>,
  lineOf: (item: Item) => string,
): Promise<void> {
  const output = openOutput(process.stdout);
  for await (const item of items) {
    if (!(await output.write(Buffer.from(`${lineOf(item)}\n`)))) return;
  }
}

/** Resolves when the stream has been read, or when there is no reader left. */
function room(stream: NodeJS.WriteStream, closed: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done);
      closed.removeEventListener('abort', done);
      resolve();
    };
    stream.once('drain', done);
    closed.addEventListener('abort', done, { once: true });
  });
}
