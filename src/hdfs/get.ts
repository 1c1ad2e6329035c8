import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { StreamkitError, systemCode } from '../shared/errors.js';
import { diskError } from '../shared/system-error.js';
import { openFile } from './open-file.js';

export interface GetRequest {
  path: string;
  /** The local file. */
  target: string;
  overwrite: boolean;
  signal: AbortSignal;
}

/** What may wait to be written while more arrives. */
const waitingBytes = 4 << 20;

/**
 * Gets a file from HDFS, whole or not at all.
 * @returns its length in bytes
 * @throws StreamkitError NOT_FOUND, USAGE for a directory, ALREADY_EXISTS without `overwrite`, DISK_FULL
 */
export async function get(url: string, { path, target, overwrite, signal }: GetRequest): Promise<number> {
  const parts = await openFile(url, path, { signal });
  const draft = join(dirname(target), `.streamkit-get-${randomUUID()}`);
  const file = createWriteStream(draft, { flags: 'wx', highWaterMark: waitingBytes });
  try {
    await pipeline(parts, file, { signal });
    // Unlike a rename, a link fails if the name exists.
    await (overwrite ? rename(draft, target) : link(draft, target));
  } catch (error) {
    throw localFailure(error, target);
  } finally {
    await rm(draft, { force: true });
  }
  return file.bytesWritten;
}

function localFailure(error: unknown, target: string): unknown {
  switch (systemCode(error)) {
    case 'EEXIST':
      return new StreamkitError('ALREADY_EXISTS', `${target} already exists.`, {
        suggestions: ['Add --force to overwrite it.'],
        cause: error,
      });
    case 'ENOENT':
      return new StreamkitError('NOT_FOUND', `The folder ${dirname(target)} does not exist.`, {
        cause: error,
      });
    case 'EISDIR':
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StreamkitError('USAGE', `${target} cannot be written: permission denied, or read-only.`, {
        cause: error,
      });
    default:
      return diskError(error, target);
  }
}
