import { createReadStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { HdfsEntry } from './file-status.js';
import { fileStatusIfThere } from './file-status.js';
import { get } from './get.js';
import { walk } from './glob.js';
import { makeDirectory } from './make-directory.js';
import { inDirectory } from './path.js';
import { put } from './put.js';

export interface Copied {
  files: number;
  bytes: number;
}

export interface CopyOptions {
  overwrite: boolean;
  signal: AbortSignal;
}

/**
 * Copies a local folder with everything below it into an existing directory, else as the target itself. Files are whole
 * or absent; those copied before a failure stay. Links are followed, other special files are left out.
 */
export async function putFolder(
  url: string,
  folder: string,
  target: string,
  { overwrite, signal }: CopyOptions,
): Promise<Copied & { path: string }> {
  const there = await fileStatusIfThere(url, target, signal);
  const path = there?.type === 'directory' ? inDirectory(target, basename(folder)) : target;
  const copied = { files: 0, bytes: 0 };
  const copy = async (from: string, to: string): Promise<void> => {
    await makeDirectory(url, to, { ifNotExists: true, signal });
    for (const entry of await readdir(from, { withFileTypes: true })) {
      const local = join(from, entry.name);
      const remote = inDirectory(to, entry.name);
      if (entry.isDirectory()) await copy(local, remote);
      else if (entry.isFile() || entry.isSymbolicLink()) {
        const parts = createReadStream(local, { highWaterMark: 1024 * 1024 });
        const name = entry.name;
        const stored = await put(url, { parts, name, target: remote, overwrite, signal }).finally(() =>
          parts.destroy(),
        );
        copied.files++;
        copied.bytes += stored.bytes;
      }
    }
  };
  await copy(folder, path);
  return { ...copied, path };
}

/** Copies a directory of HDFS with everything below it to a local folder. */
export async function getFolder(
  url: string,
  entry: HdfsEntry,
  target: string,
  { overwrite, signal }: CopyOptions,
): Promise<Copied> {
  const copied = { files: 0, bytes: 0 };
  await mkdir(target, { recursive: true });
  for await (const { path, type } of walk(url, entry.path, signal)) {
    const local = join(target, ...path.slice(entry.path.length).split('/').filter(Boolean));
    if (type === 'directory') await mkdir(local, { recursive: true });
    else {
      copied.bytes += await get(url, { path, target: local, overwrite, signal });
      copied.files++;
    }
  }
  return copied;
}
