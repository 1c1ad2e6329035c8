import { isDirectory } from './failure.js';
import { fileStatus } from './file-status.js';
import { readFile } from './read-file.js';
import { suggest } from '../shared/suggestion.js';

/** The bytes of a file. @throws StreamkitError NOT_FOUND, USAGE for a directory */
export async function openFile(
  url: string,
  path: string,
  { signal }: { signal: AbortSignal },
): Promise<AsyncIterable<Uint8Array>> {
  const { type, bytes } = await fileStatus(url, path, signal);
  if (type === 'directory') throw isDirectory(path, [suggest('List it', 'hdfs', 'ls', path)]);
  return bytes === 0 ? noBytes() : readFile(url, path, { signal });
}

async function* noBytes(): AsyncGenerator<Uint8Array> {
  // An empty file has no block to ask a DataNode for.
}
