import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { StreamkitError } from './errors.js';

/**
 * Where streamkit keeps what outlives a command: `STREAMKIT_HOME`, else `.streamkit` in the user's home. The cache can
 * be elsewhere (`STREAMKIT_CACHE`), so that several homes share one.
 */
export interface Home {
  root: string;
  /** Downloads and archives, shared by all stacks and always safe to delete. */
  cache: string;
  stacks: string;
}

export function openHome(environment: NodeJS.ProcessEnv): Home {
  const root = resolve(environment['STREAMKIT_HOME'] ?? join(homedir(), '.streamkit'));
  const cache = resolve(environment['STREAMKIT_CACHE'] ?? join(root, 'cache'));
  return { root, cache, stacks: join(root, 'stacks') };
}

/** A stack's folder. @throws StreamkitError USAGE for a name that could lead elsewhere */
export function stackDir(home: Home, name: string): string {
  if (!isStackName(name)) {
    throw new StreamkitError('USAGE', `"${name}" cannot be a stack's name.`, {
      suggestions: ['Use 1 to 40 of a-z, 0-9, "-" and "_", starting with a letter or digit.'],
    });
  }
  return join(home.stacks, name);
}

export function isStackName(name: string): boolean {
  return /^[a-z0-9][a-z0-9_-]{0,39}$/.test(name);
}

export function serviceDir(home: Home, stack: string, service: string): string {
  return join(stackDir(home, stack), service);
}
