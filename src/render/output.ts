import { systemCode } from '../shared/errors.js';
import { outputError } from '../shared/system-error.js';
import { ByteWriter } from './byte-writer.js';

const chunkBytes = 64 * 1024;

export interface Output {
  /** Resolves when there is room for more. @returns false when nothing more can be written, as behind `| head` */
  write: (data: Buffer) => Promise<boolean>;
  /** Aborts when the reader went away, or writing failed. */
  closed: AbortSignal;
  /** @throws StreamkitError DISK_FULL or FILE_UNUSABLE when writing failed; a reader that went away is not a failure */
  throwIfFailed: () => void;
}

/** Stdout for large amounts of data: no faster than it is read, and quiet when the reader has enough. */
export function openOutput(stream: NodeJS.WriteStream): Output {
  const reader = new AbortController();
  // oclif's listener throws where nobody can catch it.
  stream.removeAllListeners('error');
  stream.on('error', (error) => {
    reader.abort(error);
  });
  return {
    closed: reader.signal,
    async write(data) {
      if (reader.signal.aborted) return false;
      if (stream.write(data)) return true;
      await room(stream, reader.signal);
      return !reader.signal.aborted;
    },
    throwIfFailed() {
      if (!reader.signal.aborted || systemCode(reader.signal.reason) === 'EPIPE') return;
      throw outputError(reader.signal.reason);
    },
  };
}

/**
 * Writes lines as they come, those that come at once together, until there are no more or the reader has enough.
 * @throws StreamkitError as `throwIfFailed`
 */
export async function writeLines<Item>(
  lists: AsyncIterable<Item[]>,
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
  for await (const items of lists) {
    if (!(await writing)) break;
    writer.text(items.map((item) => `${lineOf(item)}\n`).join(''));
    if (writer.size >= chunkBytes) write();
    else soon ??= setImmediate(write);
  }
  write();
  await writing;
  output.throwIfFailed();
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
