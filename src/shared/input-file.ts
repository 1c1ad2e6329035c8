import { readFile, stat } from 'node:fs/promises';
import { StreamkitError, systemCode } from './errors.js';

/** The text of a file that the user named. @throws StreamkitError NOT_FOUND or USAGE that names the flag */
export async function readWhole(path: string, named: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw unreadable(path, named, error);
  }
}

/** The same without reading it. */
export async function requireFile(path: string, named: string): Promise<void> {
  try {
    if ((await stat(path)).isDirectory())
      throw new StreamkitError('USAGE', `${named} ${path}: that is a folder.`);
  } catch (error) {
    throw unreadable(path, named, error);
  }
}

function unreadable(path: string, named: string, error: unknown): unknown {
  switch (systemCode(error)) {
    case 'ENOENT':
      return new StreamkitError('NOT_FOUND', `${named} ${path}: there is no such file.`, { cause: error });
    case 'EACCES':
      return new StreamkitError('USAGE', `${named} ${path}: the file may not be read.`, { cause: error });
    case 'EISDIR':
      return new StreamkitError('USAGE', `${named} ${path}: that is a folder.`, { cause: error });
    default:
      return error;
  }
}
