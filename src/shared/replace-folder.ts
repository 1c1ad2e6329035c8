import { rename, rm } from 'node:fs/promises';
import { systemCode } from './errors.js';
import { deletedSuffix, finishDeletion } from './files.js';

/**
 * Replaces a whole folder by another one that is built beside it. Whenever the process is killed, either the old or the new
 * folder is there, or the next `finishReplacement` puts the new one in place.
 */

/** Where the new folder is built. */
export function draftOf(dir: string): string {
  return `${dir}.restoring`;
}

export const completeSuffix = '.restored';

/** Puts the complete draft in place of the folder, which may be missing. */
export async function replaceFolder(dir: string): Promise<void> {
  await finishDeletion(dir);
  await rename(draftOf(dir), `${dir}${completeSuffix}`);
  await rename(dir, `${dir}${deletedSuffix}`).catch(unless('ENOENT'));
  await finishReplacement(dir);
  await finishDeletion(dir);
}

/**
 * Puts a complete new folder in place if a replacement was interrupted between the two. Safe at any time, also while another
 * process replaces the folder. @returns whether it did
 */
export async function finishReplacement(dir: string): Promise<boolean> {
  return rename(`${dir}${completeSuffix}`, dir).then(() => true, unless('ENOENT', 'ENOTEMPTY', 'EEXIST'));
}

/** Deletes what interrupted replacements have left; only while nobody replaces the folder. */
export async function discardReplacement(dir: string): Promise<void> {
  await rm(draftOf(dir), { recursive: true, force: true });
  // Renamed first: half of a folder must not count as complete.
  const complete = await rename(`${dir}${completeSuffix}`, draftOf(dir)).then(() => true, unless('ENOENT'));
  if (complete) await rm(draftOf(dir), { recursive: true, force: true });
}

/** What a rejected promise of a file system call becomes: false for these system errors. */
export function unless(...codes: string[]): (error: unknown) => false {
  return (error) => {
    if (codes.includes(systemCode(error) ?? '')) return false;
    throw error;
  };
}
