import { setTimeout as delay } from 'node:timers/promises';
import { isDirectory } from './failure.js';
import { fileStatus } from './file-status.js';
import { readFile } from './read-file.js';

const firstTry = 64 * 1024;
const newline = 0x0a;

const pollMs = 500;

/** The end of a file. */
export interface Tail {
  content: Buffer;
  /** Bytes of the file, the content included. */
  size: number;
}

/** The last lines of a file; reads no more of it than they need. @throws StreamkitError NOT_FOUND, USAGE for a directory */
export async function tail(url: string, path: string, lines: number, signal: AbortSignal): Promise<Tail> {
  const { type, bytes } = await fileStatus(url, path, signal);
  if (type === 'directory') throw isDirectory(path, []);
  for (let size = Math.min(firstTry, bytes); ; size = Math.min(size * 8, bytes)) {
    const end = size === 0 ? Buffer.alloc(0) : await readFrom(url, path, bytes - size, signal);
    const start = startOfLastLines(end, lines);
    if (start > 0 || size >= bytes) return { content: end.subarray(start), size: bytes };
  }
}

/**
 * What is added to a file from an offset on, until the signal aborts; a file that is replaced by a shorter one is read from
 * its start. Follows the length that the NameNode knows: a writer that does not close the file must sync with UPDATE_LENGTH.
 * @throws StreamkitError NOT_FOUND when the file is deleted
 */
export async function* followFile(
  url: string,
  path: string,
  from: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let offset = from;
  try {
    for (;;) {
      const { bytes } = await fileStatus(url, path, signal);
      if (bytes < offset) offset = 0;
      if (bytes > offset) {
        for await (const part of await readFile(url, path, { signal, offset })) {
          offset += part.length;
          yield part;
        }
      }
      await delay(pollMs, undefined, { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function readFrom(url: string, path: string, offset: number, signal: AbortSignal): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of await readFile(url, path, { signal, offset })) parts.push(part);
  return Buffer.concat(parts);
}

/** Where the last lines start, 0 if there are not more of them. A newline at the end starts no line. Pure. */
export function startOfLastLines(content: Buffer, lines: number): number {
  let at = content.at(-1) === newline ? content.length - 1 : content.length;
  for (let left = lines; left > 0 && at >= 0; left--)
    at = at === 0 ? -1 : content.lastIndexOf(newline, at - 1);
  return lines === 0 ? content.length : at + 1;
}
