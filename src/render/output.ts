import { systemCode } from '../shared/errors.js';
import { ByteWriter } from './byte-writer.js';

const pieceBytes = 64 * 1024;

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

/** Writes lines as they come, in one piece those that come at once, until there are no more or the reader has enough. */
export async function writeLines<Item>(
  items: AsyncIterable<Item>,
  lineOf: (item: Item) => string,
): Promise<void> {
  const output = openOutput(process.stdout);
  const writer = new ByteWriter();
  let writing = Promise.resolve(true);
  let soon: NodeJS.Immediate | undefined;
  const write = () => {
    clearImmediate(soon);
    soon = undefined;
    writing = output.write(writer.take());
  };
  for await (const item of items) {
    if (!(await writing)) return;
    writer.text(lineOf(item));
    writer.lineEnd();
    if (writer.size >= pieceBytes) write();
    else soon ??= setImmediate(write);
  }
  write();
  await writing;
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
