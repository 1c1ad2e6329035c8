import { StreamkitError } from '../shared/errors.js';
import { deletePath } from './delete-path.js';
import { isDirectory } from './failure.js';
import { fileStatus } from './file-status.js';

/**
 * Deletes a file, or with `recursive` a directory and all below it.
 * @throws StreamkitError NOT_FOUND; USAGE for a directory without `recursive`, and for the root
 */
export async function remove(
  url: string,
  path: string,
  { recursive }: { recursive: boolean },
): Promise<void> {
  if (path === '/') {
    throw new StreamkitError('USAGE', "HDFS's root cannot be deleted.", {
      suggestions: ['streamkit down --data deletes all that the stack holds'],
    });
  }
  const { type } = await fileStatus(url, path);
  if (type === 'directory' && !recursive)
    throw isDirectory(path, [`streamkit hdfs rm -r ${path} deletes it with all below it`]);
  await deletePath(url, path, { recursive });
}
