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
