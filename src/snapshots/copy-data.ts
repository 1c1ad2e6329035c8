import { constants, cp, lstat, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isDraft } from '../shared/files.js';

/**
 * Copies the folder of a stack that does not run, without logs and what belongs to processes. File systems that can share
 * the blocks of files until one of them changes do so.
 */
export async function copyData(from: string, to: string, signal: AbortSignal): Promise<void> {
  await cp(from, to, {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
    preserveTimestamps: true,
    verbatimSymlinks: true,
    errorOnExist: true,
    force: false,
    async filter(source) {
      signal.throwIfAborted();
      const parts = relative(from, source).split(sep);
      if (!isKept(parts)) return false;
      const stats = await lstat(source);
      return stats.isFile() || stats.isDirectory() || stats.isSymbolicLink();
    },
  });
}

/** Pure. @param parts of the path below the stack's folder: the service's name first */
export function isKept([service = '', name = '', ...below]: string[]): boolean {
  if (name === '') return !isDraft(service);
  if (below.length === 0 && (name === 'process.json' || isDraft(name))) return false;
  return name !== 'tmp' && name !== 'logs';
}

/** The sum of the sizes of all files, in bytes. */
export async function sizeOf(dir: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) sum += (await lstat(join(entry.parentPath, entry.name))).size;
  return sum;
}
