import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finishDeletion, isDraft } from '../../shared/files.js';
import { discardReplacement, finishReplacement } from '../../shared/replace-folder.js';

/**
 * Clears away what killed commands have left of the stack: an interrupted deletion or restore, and unfinished files. Only
 * under the stack's lock: nobody else writes there then.
 */
export async function clearLeftovers(dir: string): Promise<void> {
  await finishDeletion(dir);
  await finishReplacement(dir);
  await discardReplacement(dir);
  await clearDrafts(dir, 2);
}

/** @param below how many levels of folders to search: the services', and that of their settings */
async function clearDrafts(dir: string, below: number): Promise<void> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(dir, entry.name);
    if (entry.isFile() && isDraft(entry.name)) await rm(path, { force: true });
    if (entry.isDirectory() && below > 0 && entry.name !== 'data') await clearDrafts(path, below - 1);
  }
}
