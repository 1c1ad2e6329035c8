import { isDirectory } from './failure.js';
import { fileStatus, type HdfsEntry } from './file-status.js';
import { uploadTo } from './webhdfs.js';

/** Appends bytes to an existing file. @returns the file afterwards @throws StreamkitError NOT_FOUND, USAGE for a directory */
export async function append(
  url: string,
  path: string,
  parts: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<HdfsEntry> {
  const { type } = await fileStatus(url, path, signal);
  if (type === 'directory') throw isDirectory(path, []);
  await uploadTo(url, { method: 'POST', op: 'APPEND', path, signal }, parts);
  return fileStatus(url, path, signal);
}
