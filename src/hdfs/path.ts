import { posix } from 'node:path';
import { StreamkitError } from '../shared/errors.js';

/**
 * The absolute path that a user means: from the root on, also without the first slash, or as a whole hdfs:// address.
 * Everything else in it is taken as it is written; `%` and `+` stand for themselves.
 * @throws StreamkitError USAGE for an empty one
 */
export function hdfsPath(text: string): string {
  const path = text.replace(/^hdfs:\/\/[^/]*/, '') || (text.startsWith('hdfs://') ? '/' : '');
  if (path === '') throw new StreamkitError('USAGE', 'A path in HDFS cannot be empty.');
  const whole = posix.normalize(`/${path}`).replace(/^\/+/, '/');
  return whole.length > 1 ? whole.replace(/\/$/, '') : whole;
}

/** The path of a name in a directory. */
export function inDirectory(directory: string, name: string): string {
  return posix.join(directory, name);
}

export function directoryOf(path: string): string {
  return posix.dirname(path);
}

export function nameOf(path: string): string {
  return posix.basename(path);
}
