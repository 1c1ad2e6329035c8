import { alreadyExists } from './failure.js';
import { fileStatusIfThere } from './file-status.js';
import { askNameNode } from './webhdfs.js';

/**
 * Makes a directory, and those above it.
 * @returns whether it was made; with `ifNotExists` a directory that is there already is left as it is
 * @throws StreamkitError ALREADY_EXISTS, USAGE below a file
 */
export async function makeDirectory(
  url: string,
  path: string,
  { ifNotExists }: { ifNotExists: boolean },
): Promise<boolean> {
  const there = await fileStatusIfThere(url, path);
  if (there && !(ifNotExists && there.type === 'directory')) throw alreadyExists(path);
  if (there) return false;
  await askNameNode(url, { method: 'PUT', op: 'MKDIRS', path });
  return true;
}
