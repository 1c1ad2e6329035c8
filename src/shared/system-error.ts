import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isError, messageOf, StreamkitError, systemCode } from './errors.js';
import { suggest, type Suggestion } from './suggestion.js';

const checkParents = (path: string) => `Check each parent of ${path}`;
const notAFolder = { why: 'a part of its path is not a directory', fix: checkParents };
const brokenLink = { why: 'a part of its path is a link to nothing', fix: checkParents };

const obstacles: Record<string, { why: string; fix: (path: string) => string }> = {
  EACCES: { why: 'permission denied', fix: makeUsable },
  EPERM: { why: 'operation not permitted', fix: makeUsable },
  EROFS: {
    why: 'read-only file system',
    fix: () => 'Set STREAMKIT_HOME to a folder on another file system',
  },
  EISDIR: { why: 'it is a directory', fix: (path) => `Move it away: mv ${path} ${path}.old` },
  ENOTDIR: notAFolder,
  EIO: { why: 'input/output error', fix: () => 'Check the disk and the system log' },
  ENAMETOOLONG: { why: 'its name is too long', fix: () => 'Use shorter names' },
  ELOOP: { why: 'its symbolic links form a circle', fix: (path) => `Check where it leads (ls -l ${path})` },
};

/** Files of another user need another owner: root, whose `sudo streamkit` made them, leaves some behind. */
export function makeUsable(path: string): string {
  const place = nearest(path);
  const owner = place === undefined ? undefined : statSync(place, { throwIfNoEntry: false })?.uid;
  const me = process.getuid?.();
  if (place === undefined || owner === undefined || owner === me || me === 0)
    return `Check its permissions (ls -ld ${path}) and make it writable (chmod u+rw ${path})`;
  return `It belongs to another user: take it over (sudo chown -R ${String(me)} ${place})`;
}

/** The path itself, or its nearest parent that can be looked at. */
function nearest(path: string): string | undefined {
  try {
    statSync(path);
    return path;
  } catch {
    return dirname(path) === path ? undefined : nearest(dirname(path));
  }
}

/** The error for a file that the system denies access to; undefined for any other error. */
function fileError(error: unknown): StreamkitError | undefined {
  const { path, dest, syscall } = error as { path?: unknown; dest?: unknown; syscall?: unknown };
  const code = systemCode(error) ?? '';
  const known = syscall === 'mkdir' ? { ...obstacles, ENOENT: brokenLink, EEXIST: notAFolder } : obstacles;
  const obstacle = known[code];
  const file = dest ?? path;
  if (!obstacle || typeof file !== 'string') return undefined;
  return new StreamkitError('FILE_UNUSABLE', `${file} cannot be used: ${obstacle.why}.`, {
    suggestions: [`${obstacle.fix(file)}, then run the command again.`],
    cause: error,
  });
}

export const spaceAdvice: Suggestion[] = [
  'Free some disk space and run the command again.',
  suggest('See the stacks that have data here', 'list'),
  suggest('Delete the data of one', 'down', '--data', '--stack', 'NAME'),
];

/** Turns "no space left" into DISK_FULL; returns any other error unchanged. */
export function diskError(error: unknown, path: string): unknown {
  if (systemCode(error) !== 'ENOSPC' && systemCode(error) !== 'EDQUOT') return error;
  return new StreamkitError('DISK_FULL', `The disk is full: could not write ${path}.`, {
    suggestions: [...spaceAdvice],
    cause: error,
  });
}

const refusals: Record<string, { why: string; fix: Suggestion }> = {
  EACCES: { why: 'permission denied', fix: 'Use what this user may use: a port from 1024 on, for example.' },
  EPERM: {
    why: 'operation not permitted',
    fix: 'Run the command as the user who started the stack, for example with sudo -E.',
  },
  EMFILE: { why: 'too many open files', fix: 'Raise the limit of this shell: ulimit -n 4096' },
  ENFILE: { why: 'too many open files on this machine', fix: 'Close other programs.' },
  EAGAIN: { why: 'too many processes', fix: 'Raise the limit of this shell: ulimit -u 4096' },
  ENOMEM: { why: 'out of memory', fix: 'Close other programs.' },
  ENOEXEC: { why: 'it is a program for another machine', fix: suggest('Look for the cause', 'doctor') },
};

/** What the operating system refused, as an error for users; undefined for an error that is not the system's. */
export function systemError(error: unknown): StreamkitError | undefined {
  const path = isError(error) && 'path' in error ? String(error.path) : 'a file';
  const disk = diskError(error, path);
  if (disk instanceof StreamkitError) return disk;
  const file = fileError(error);
  if (file) return file;
  const code = systemCode(error) ?? '';
  const syscall = (error as { syscall?: unknown }).syscall;
  // The working directory was deleted.
  if (code === 'ENOENT' && syscall === 'uv_cwd')
    return new StreamkitError('FILE_UNUSABLE', 'The current folder no longer exists.', {
      suggestions: ['Change to another folder and run the command again.'],
      cause: error,
    });
  const refusal = refusals[code];
  if (!refusal || typeof syscall !== 'string') return undefined;
  return new StreamkitError('SYSTEM_REFUSED', `The system refused: ${refusal.why} (${messageOf(error)}).`, {
    suggestions: [refusal.fix],
    cause: error,
  });
}

/** Why stdout cannot be written. */
export function outputError(error: unknown): StreamkitError {
  const disk = diskError(error, 'stdout');
  if (disk instanceof StreamkitError) return disk;
  return new StreamkitError('FILE_UNUSABLE', `stdout cannot be written: ${messageOf(error)}`, {
    cause: error,
  });
}
