import { StreamkitError } from '../shared/errors.js';
import { deletePath } from './delete-path.js';
import { isDirectory } from './failure.js';
import { fileStatus } from './file-status.js';
import { suggest } from '../shared/suggestion.js';

/**
 * Deletes a file, or with `recursive` a directory and all below it.
 * @throws StreamkitError NOT_FOUND; USAGE for a directory without `recursive`, and for the root
 */
export async function remove(
  url: string,
  path: string,
  { recursive, signal }: { recursive: boolean; signal?: AbortSignal },
): Promise<void> {
  if (path === '/') {
    throw new StreamkitError('USAGE', 'The root directory of HDFS cannot be deleted.', {
      suggestions: [suggest('Delete the stack with all its data', 'down', '--data')],
    });
  }
  const { type } = await fileStatus(url, path, signal);
  if (type === 'directory' && !recursive)
    throw isDirectory(path, [suggest('Delete it with everything below it', 'hdfs', 'rm', '-r', path)]);
  await deletePath(url, path, { recursive, ...(signal && { signal }) });
}
