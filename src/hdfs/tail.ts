import { isDirectory } from './failure.js';
import { fileStatus } from './file-status.js';
import { readFile } from './read-file.js';

const firstTry = 64 * 1024;
const newline = 0x0a;

/** The last lines of a file; reads no more of it than they need. @throws StreamkitError NOT_FOUND, USAGE for a directory */
export async function tail(url: string, path: string, lines: number, signal: AbortSignal): Promise<Buffer> {
  const { type, bytes } = await fileStatus(url, path, signal);
  if (type === 'directory') throw isDirectory(path, []);
  for (let size = Math.min(firstTry, bytes); ; size = Math.min(size * 8, bytes)) {
    const end = size === 0 ? Buffer.alloc(0) : await readFrom(url, path, bytes - size, signal);
    const start = startOfLastLines(end, lines);
    if (start > 0 || size >= bytes) return end.subarray(start);
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
