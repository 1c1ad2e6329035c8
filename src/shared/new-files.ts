import { StreamkitError } from './errors.js';
import { isThere, writeWhole } from './files.js';

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
