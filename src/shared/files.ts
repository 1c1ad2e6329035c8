import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm, statfs } from 'node:fs/promises';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { StreamkitError, systemCode } from './errors.js';

/** Writes a file whole or not at all: a reader, or a crash in the middle, never meets half of it. */
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
 * Deletes a folder: it is set aside at once and then emptied, so that nobody meets a half of it. What an earlier deletion
 * that was cut off has set aside goes, too.
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

/** Whether so little space is left where this folder lies that nothing can be written there. */
export async function isDiskFull(dir: string): Promise<boolean> {
  const space = await statfs(dir).catch(() => undefined);
  return space !== undefined && space.bavail * space.bsize < 1024 * 1024;
}

/** Finishes a deletion that was cut off. */
export async function finishDeletion(dir: string): Promise<void> {
  await rm(`${dir}${deletedSuffix}`, { recursive: true, force: true });
}

export const deletedSuffix = '.deleted';

/** Whether a file has the name of one that `writeWhole` has not finished. */
export function isDraft(name: string): boolean {
  return /\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.draft$/.test(name);
}

/** The file's text, or undefined where there is none. */
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

/** Whether a path, absolute as the folder is, is the folder's own or below it. Pure. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way.split(sep)[0] !== '..';
}

const obstacles: Record<string, { words: string; remedy: (path: string) => string }> = {
  EACCES: {
    words: 'this user may not',
    remedy: (path) => `ls -ld ${path} shows whose it is; chmod u+rw ${path}`,
  },
  EPERM: {
    words: 'the system forbids it',
    remedy: (path) => `ls -ld ${path} shows whose it is, and its rights`,
  },
  EROFS: { words: 'the disk may only be read', remedy: () => 'STREAMKIT_HOME=FOLDER uses another folder' },
  EISDIR: { words: 'a folder is in its place', remedy: (path) => `Move it away: mv ${path} ${path}.old` },
  ENOTDIR: { words: 'a file is where a folder should be', remedy: (path) => `Look at each part of ${path}` },
  EIO: { words: 'the disk failed', remedy: () => "The system's log says more" },
};

/** A file that the system will not let us use, in words that users can act on; undefined for any other error. */
export function fileError(error: unknown): StreamkitError | undefined {
  const obstacle = obstacles[systemCode(error) ?? ''];
  const { path, dest } = error as { path?: unknown; dest?: unknown };
  const file = dest ?? path;
  if (!obstacle || typeof file !== 'string') return undefined;
  return new StreamkitError('FILE_UNUSABLE', `${file} cannot be used: ${obstacle.words}.`, {
    suggestions: [`${obstacle.remedy(file)}, then run the command again.`],
    cause: error,
  });
}

export const spaceAdvice = [
  'Free some space and run the command again.',
  'streamkit list shows the stacks that hold data here; streamkit down --data --stack NAME deletes one',
];

/** A full disk in words that users can act on; any other error as it is. */
export function diskError(error: unknown, path: string): unknown {
  if (systemCode(error) !== 'ENOSPC' && systemCode(error) !== 'EDQUOT') return error;
  return new StreamkitError('DISK_FULL', `The disk is full: could not write ${path}.`, {
    suggestions: [...spaceAdvice],
    cause: error,
  });
}
