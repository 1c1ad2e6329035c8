import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, open, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { StreamkitError, systemCode } from './errors.js';
import { diskError } from './system-error.js';

/** Writes a file atomically: neither a reader nor a crash ever sees a partial file. */
export async function writeWhole(path: string, text: string | Buffer, mode = 0o644): Promise<void> {
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

/** Whether it is a program that this user may run. */
export async function isExecutable(path: string): Promise<boolean> {
  const isFile = await stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
  return (
    isFile &&
    access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
  );
}

/** Whether an absolute path is the folder itself or below it. Pure. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way.split(sep)[0] !== '..';
}

/**
 * Writes files, by absolute path.
 * @throws StreamkitError ALREADY_EXISTS for a file that exists, without `force`; then nothing is written
 */
export async function writeNewFiles(files: Record<string, string>, force: boolean): Promise<void> {
  for (const path of force ? [] : Object.keys(files)) {
    if (!(await isThere(path))) continue;
    throw new StreamkitError('ALREADY_EXISTS', `${path} already exists.`, {
      suggestions: ['Add --force to overwrite it.', 'Export to an empty folder.'],
    });
  }
  for (const [path, text] of Object.entries(files)) await writeWhole(path, text);
}
