import { randomUUID } from 'node:crypto';
import { alreadyExists, isDirectory } from './failure.js';
import { deletePath } from './delete-path.js';
import { fileStatus, fileStatusIfThere, type HdfsEntry } from './file-status.js';
import { directoryOf, inDirectory } from './path.js';
import { askNameNode } from './webhdfs.js';
import { writeFile } from './write-file.js';

export interface PutRequest {
  /** The bytes, as they come. */
  parts: AsyncIterable<Uint8Array>;
  /** What the file is called in a target that is a directory. */
  name: string;
  target: string;
  overwrite: boolean;
  signal: AbortSignal;
}

/**
 * Puts a file into HDFS, whole or not at all: it is written beside the target under a name that Hive passes over, and
 * renamed when all of it is there. Directories above it are made.
 * @throws StreamkitError ALREADY_EXISTS without `overwrite`, USAGE for a directory of that name, DISK_FULL
 */
export async function put(url: string, request: PutRequest): Promise<HdfsEntry> {
  const { parts, overwrite, signal } = request;
  const path = await placeOf(url, request);
  const draft = inDirectory(directoryOf(path), `.streamkit-put-${randomUUID()}`);
  try {
    await writeFile(url, draft, parts, { signal });
    await askNameNode(url, {
      method: 'PUT',
      op: 'RENAME',
      path: draft,
      parameters: { destination: path, renameoptions: overwrite ? 'OVERWRITE' : 'NONE' },
    });
  } catch (error) {
    // What went wrong first is what counts; it may well keep us from tidying up, too.
    await deletePath(url, draft, { recursive: false }).catch(() => undefined);
    throw error;
  }
  return fileStatus(url, path);
}

async function placeOf(url: string, { target, name, overwrite }: PutRequest): Promise<string> {
  const there = await fileStatusIfThere(url, target);
  const path = there?.type === 'directory' ? inDirectory(target, name) : target;
  const taken = path === target ? there : await fileStatusIfThere(url, path);
  if (taken?.type === 'directory')
    throw isDirectory(path, ['Give the file another name: streamkit hdfs put FILE PATH']);
  if (taken && !overwrite) throw alreadyExists(path);
  return path;
}
