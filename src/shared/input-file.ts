import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { StreamkitError, systemCode } from './errors.js';

/**
 * Reads the text of a file that the user named.
 * @param named the argument or flag that names it, such as --schema
 * @throws StreamkitError NOT_FOUND, FILE_UNUSABLE or USAGE
 */
export async function readWhole(path: string, named: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw unreadable(path, named, error);
  }
}

/** Checks that a file exists, without reading it. Throws the same errors as `readWhole`. */
export async function requireFile(path: string, named: string): Promise<void> {
  try {
    if ((await stat(path)).isDirectory()) throw isDirectory(path, named);
  } catch (error) {
    throw unreadable(path, named, error);
  }
}

/** The error for a missing file, the same everywhere. */
export function missingFile(path: string, named: string, cause: unknown): StreamkitError {
  return new StreamkitError('NOT_FOUND', `${named} ${path}: file not found.`, { cause });
}

function isDirectory(path: string, named: string): StreamkitError {
  return new StreamkitError('USAGE', `${named} ${path}: this is a directory, not a file.`);
}

function unreadable(path: string, named: string, error: unknown): unknown {
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return missingFile(path, named, error);
    case 'EACCES':
      return new StreamkitError('FILE_UNUSABLE', `${named} ${path}: permission denied.`, { cause: error });
    case 'EISDIR':
      return isDirectory(path, named);
    default:
      return error;
  }
}

/**
 * The same for text in UTF-8; a file that is not valid UTF-8 is read as Latin-1, as Java does. Throws the same errors as
 * `readWhole`.
 */
export async function readUserText(path: string, named: string): Promise<string> {
  try {
    const bytes = await readFile(path);
    return isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1');
  } catch (error) {
    throw unreadable(path, named, error);
  }
}
