import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm, statfs } from 'node:fs/promises';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { StreamkitError, systemCode } from './errors.js';
import { suggest, type Suggestion } from './suggestion.js';

/** Writes a file atomically: neither a reader nor a crash ever sees a partial file. */
export async function writeWhole(path: string, text: string, mode = 0o644): Promise<void> {
  const draft = `${path}.${randomUUID()}.draft`;
  await mkdir(dirname(path), { recursive: true });
  try {
    const file = await open(draft, 'wx', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw diskError(error, path);
  }
}

/**
 * Deletes a folder: it is renamed first and then deleted, so that nobody sees it half deleted. Also finishes an earlier
 * deletion that was interrupted.
 */
export async function deleteFolder(dir: string): Promise<void> {
  await finishDeletion(dir);
  try {
    await rename(dir, `${dir}${deletedSuffix}`);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  await finishDeletion(dir);
}

/** Whether the file system of this folder has less than 1 MiB left. */
export async function isDiskFull(dir: string): Promise<boolean> {
  const space = await statfs(dir).catch(() => undefined);
  return space !== undefined && space.bavail * space.bsize < 1024 * 1024;
}

/** Finishes an interrupted deletion. */
export async function finishDeletion(dir: string): Promise<void> {
  await rm(`${dir}${deletedSuffix}`, { recursive: true, force: true });
}

export const deletedSuffix = '.deleted';

/** Whether a file name is that of an unfinished `writeWhole`. */
export function isDraft(name: string): boolean {
  return /\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.draft$/.test(name);
}

/** The text of the file, or undefined if it does not exist. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

export async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Whether an absolute path is the folder itself or below it. Pure. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way.split(sep)[0] !== '..';
}

const obstacles: Record<string, { why: string; fix: (path: string) => string }> = {
  EACCES: {
    why: 'permission denied',
    fix: (path) => `Check its owner (ls -ld ${path}) and make it writable (chmod u+rw ${path})`,
  },
  EPERM: {
    why: 'operation not permitted',
    fix: (path) => `Check its owner and permissions (ls -ld ${path})`,
  },
  EROFS: {
    why: 'read-only file system',
    fix: () => 'Set STREAMKIT_HOME to a folder on another file system',
  },
  EISDIR: { why: 'it is a directory', fix: (path) => `Move it away: mv ${path} ${path}.old` },
  ENOTDIR: { why: 'a part of its path is not a directory', fix: (path) => `Check each parent of ${path}` },
  EIO: { why: 'input/output error', fix: () => 'Check the disk and the system log' },
};

/** The error for a file that the system denies access to; undefined for any other error. */
export function fileError(error: unknown): StreamkitError | undefined {
  const obstacle = obstacles[systemCode(error) ?? ''];
  const { path, dest } = error as { path?: unknown; dest?: unknown };
  const file = dest ?? path;
  if (!obstacle || typeof file !== 'string') return undefined;
  return new StreamkitError('FILE_UNUSABLE', `${file} cannot be used: ${obstacle.why}.`, {
    suggestions: [`${obstacle.fix(file)}, then run the command again.`],
    cause: error,
  });
}

export const spaceAdvice: Suggestion[] = [
  'Free some disk space and run the command again.',
  suggest('See the stacks that have data here', 'list'),
  suggest('Delete the data of one', 'down', '--data', '--stack', 'NAME'),
];

/** Turns "no space left" into DISK_FULL; returns any other error unchanged. */
export function diskError(error: unknown, path: string): unknown {
  if (systemCode(error) !== 'ENOSPC' && systemCode(error) !== 'EDQUOT') return error;
  return new StreamkitError('DISK_FULL', `The disk is full: could not write ${path}.`, {
    suggestions: [...spaceAdvice],
    cause: error,
  });
}
