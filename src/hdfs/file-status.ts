import * as z from 'zod/mini';
import { askNameNode } from './webhdfs.js';
import { inDirectory } from './path.js';
import { StreamkitError } from '../shared/errors.js';

/** A file or directory in HDFS. */
export interface HdfsEntry {
  path: string;
  type: 'file' | 'directory';
  /** Of one copy; 0 for a directory. */
  bytes: number;
  modified: string;
  owner: string;
  group: string;
  /** As `ls -l` writes it, without the type: rwxr-xr-x. */
  permission: string;
  replication: number;
}

const statusShape = z.object({
  pathSuffix: z.string(),
  /** FILE, DIRECTORY or SYMLINK. */
  type: z.string(),
  length: z.number(),
  /** Milliseconds since 1970. */
  modificationTime: z.number().check(z.minimum(-8.64e15), z.maximum(8.64e15)),
  owner: z.string(),
  group: z.string(),
  /** Octal, such as 755. */
  permission: z.string(),
  replication: z.number(),
});
const statusAnswer = z.object({ FileStatus: statusShape });
const listAnswer = z.object({ FileStatuses: z.object({ FileStatus: z.array(statusShape) }) });

/** The file or directory at a path. @throws StreamkitError NOT_FOUND */
export async function fileStatus(url: string, path: string, signal?: AbortSignal): Promise<HdfsEntry> {
  const { FileStatus: status } = await askNameNode(url, statusAnswer, {
    method: 'GET',
    op: 'GETFILESTATUS',
    path,
    signal,
  });
  return entryOf(path, status);
}

/** The same, or undefined if the path does not exist. */
export async function fileStatusIfThere(
  url: string,
  path: string,
  signal?: AbortSignal,
): Promise<HdfsEntry | undefined> {
  return fileStatus(url, path, signal).catch((error: unknown) => {
    if (error instanceof StreamkitError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  });
}

/** The entries of a directory, by name; a file is the only entry of its own list. @throws StreamkitError NOT_FOUND */
export async function listPath(url: string, path: string, signal?: AbortSignal): Promise<HdfsEntry[]> {
  const { FileStatuses: statuses } = await askNameNode(url, listAnswer, {
    method: 'GET',
    op: 'LISTSTATUS',
    path,
    signal,
  });
  return statuses.FileStatus.map((status) =>
    entryOf(status.pathSuffix === '' ? path : inDirectory(path, status.pathSuffix), status),
  );
}

function entryOf(path: string, status: z.infer<typeof statusShape>): HdfsEntry {
  return {
    path,
    type: status.type === 'DIRECTORY' ? 'directory' : 'file',
    bytes: status.length,
    modified: new Date(status.modificationTime).toISOString(),
    owner: status.owner,
    group: status.group,
    permission: permissionText(Number.parseInt(status.permission, 8)),
    replication: status.replication,
  };
}

function permissionText(mode: number): string {
  return Array.from('rwxrwxrwx', (letter, i) => ((mode >> (8 - i)) & 1 ? letter : '-')).join('');
}
