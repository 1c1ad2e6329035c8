import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { alreadyExists, isDirectory } from './failure.js';
import { deletePath } from './delete-path.js';
import { fileStatus, fileStatusIfThere, type HdfsEntry } from './file-status.js';
import { directoryOf, inDirectory } from './path.js';
import { askNameNode } from './webhdfs.js';
import { suggest } from '../shared/suggestion.js';
import { writeFile } from './write-file.js';

export interface PutRequest {
  /** The bytes, as they come. */
  parts: AsyncIterable<Uint8Array>;
  /** The file's name in a target that is a directory. */
  name: string;
  target: string;
  overwrite: boolean;
  signal: AbortSignal;
}

/**
 * Puts a file into HDFS, whole or not at all: it is written beside the target under a name that Hive skips, and
 * renamed once it is complete. Parent directories are created.
 * @throws StreamkitError ALREADY_EXISTS without `overwrite`, USAGE for a directory of that name, DISK_FULL
 */
export async function put(url: string, request: PutRequest): Promise<HdfsEntry> {
  const { parts, overwrite, signal } = request;
  const path = await targetPath(url, request);
  const draft = inDirectory(directoryOf(path), `.streamkit-put-${randomUUID()}`);
  try {
    await writeFile(url, draft, parts, { signal });
    await askNameNode(url, z.unknown(), {
      method: 'PUT',
      op: 'RENAME',
      path: draft,
      parameters: { destination: path, renameoptions: overwrite ? 'OVERWRITE' : 'NONE' },
      signal,
    });
  } catch (error) {
    // The first error counts; its cause may make the cleanup fail as well, and a suspended HDFS must not delay the end.
    const cleanup = AbortSignal.timeout(1000);
    await deletePath(url, draft, { recursive: false, signal: cleanup }).catch(() => undefined);
    throw error;
  }
  return fileStatus(url, path, signal);
}

async function targetPath(url: string, { target, name, overwrite, signal }: PutRequest): Promise<string> {
  const there = await fileStatusIfThere(url, target, signal);
  const path = there?.type === 'directory' ? inDirectory(target, name) : target;
  const taken = path === target ? there : await fileStatusIfThere(url, path, signal);
  if (taken?.type === 'directory')
    throw isDirectory(path, [suggest('Give the file another name', 'hdfs', 'put', 'FILE', 'PATH')]);
  if (taken && !overwrite) throw alreadyExists(path);
  return path;
}
