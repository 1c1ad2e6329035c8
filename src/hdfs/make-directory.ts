import * as z from 'zod/mini';
import { alreadyExists } from './failure.js';
import { fileStatusIfThere } from './file-status.js';
import { askNameNode } from './webhdfs.js';

/**
 * Creates a directory and its parents.
 * @returns whether it was created; with `ifNotExists` an existing directory is left as it is
 * @throws StreamkitError ALREADY_EXISTS, USAGE below a file
 */
export async function makeDirectory(
  url: string,
  path: string,
  { ifNotExists, signal }: { ifNotExists: boolean; signal?: AbortSignal },
): Promise<boolean> {
  const there = await fileStatusIfThere(url, path, signal);
  if (there && !(ifNotExists && there.type === 'directory')) throw alreadyExists(path);
  if (there) return false;
  await askNameNode(url, z.unknown(), { method: 'PUT', op: 'MKDIRS', path, signal });
  return true;
}
