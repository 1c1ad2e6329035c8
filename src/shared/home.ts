import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { StreamkitError } from './errors.js';

/**
 * The folder for everything that outlives a command: `STREAMKIT_HOME`, otherwise `.streamkit` in the user's home. Where that
 * does not exist and `XDG_DATA_HOME` is set, `streamkit` below that folder; the cache is then below `XDG_CACHE_HOME`. Several
 * homes can share one cache (`STREAMKIT_CACHE`).
 */
export interface Home {
  root: string;
  /** Downloads and archives; shared by all stacks, always safe to delete. */
  cache: string;
  stacks: string;
}

/** @param user the user's home folder */
export function openHome(environment: NodeJS.ProcessEnv, user = homedir()): Home {
  const given = setting(environment, 'STREAMKIT_HOME');
  const usual = join(user, '.streamkit');
  const below = (name: string) => (existsSync(usual) ? undefined : xdgFolder(environment, name));
  const root = realPath(resolve(given ?? below('XDG_DATA_HOME') ?? usual));
  const shared = given === undefined ? below('XDG_CACHE_HOME') : undefined;
  const cache = resolve(setting(environment, 'STREAMKIT_CACHE') ?? shared ?? join(root, 'cache'));
  return { root, cache, stacks: join(root, 'stacks') };
}

/** A relative path in such a variable is to be ignored (XDG Base Directory Specification). */
function xdgFolder(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const folder = setting(environment, name);
  return folder !== undefined && isAbsolute(folder) ? join(folder, 'streamkit') : undefined;
}

/** A variable of the environment; an empty one counts as not set. */
export function setting(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = environment[name];
  return value === '' ? undefined : value;
}

/** A stack is identified by its folder, so the same folder must not have two names. What does not exist yet is kept. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Missing, or not readable: whoever uses it reports that with its name.
    return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path));
  }
}

/** The folder of a stack. @throws StreamkitError USAGE for an invalid name, which could lead to another folder */
export function stackDir(home: Home, name: string): string {
  if (!isStackName(name)) {
    throw new StreamkitError('USAGE', `Invalid stack name: "${name}".`, {
      suggestions: ['Use 1 to 40 characters of a-z, 0-9, "-" and "_", starting with a letter or digit.'],
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
