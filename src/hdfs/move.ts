import * as z from 'zod/mini';
import { alreadyExists, notFound } from './failure.js';
import { fileStatus, fileStatusIfThere } from './file-status.js';
import { directoryOf, inDirectory, nameOf } from './path.js';
import { askNameNode } from './webhdfs.js';

/**
 * Renames a file or directory, or moves it into an existing directory.
 * @returns its new path
 * @throws StreamkitError NOT_FOUND for the source or the target's directory, ALREADY_EXISTS for a taken name
 */
export async function move(url: string, path: string, target: string, signal: AbortSignal): Promise<string> {
  await fileStatus(url, path, signal);
  const there = await fileStatusIfThere(url, target, signal);
  const destination = there?.type === 'directory' ? inDirectory(target, nameOf(path)) : target;
  if (await fileStatusIfThere(url, destination, signal)) throw alreadyExists(destination);
  if (!(await fileStatusIfThere(url, directoryOf(destination), signal)))
    throw notFound(directoryOf(destination));
  const parameters = { destination, renameoptions: 'NONE' };
  await askNameNode(url, z.unknown(), { method: 'PUT', op: 'RENAME', path, parameters, signal });
  return destination;
}
