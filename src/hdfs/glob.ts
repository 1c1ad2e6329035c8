import { notFound } from './failure.js';
import { fileStatusIfThere, listPath, type HdfsEntry } from './file-status.js';
import { inDirectory } from './path.js';

/**
 * The entries that a path or a pattern in Hadoop's notation (`*`, `?`, `[ab]`, `[^ab]`, `{a,b}`, `\`) stands for, sorted.
 * An existing path is never a pattern: names may contain these characters.
 * @throws StreamkitError NOT_FOUND for a path that does not exist and a pattern that matches nothing
 */
export async function expandPath(url: string, path: string, signal?: AbortSignal): Promise<HdfsEntry[]> {
  const exact = await fileStatusIfThere(url, path, signal);
  if (exact) return [exact];
  if (!/[*?[{\\]/.test(path)) throw notFound(path);
  let found: HdfsEntry[] = [];
  let directories = ['/'];
  for (const part of path.split('/').filter(Boolean)) {
    const matches = globMatcher(part);
    found = [];
    for (const directory of directories) {
      const entries = await listPath(url, directory, signal);
      found.push(...entries.filter((entry) => matches(entry.path.slice(entry.path.lastIndexOf('/') + 1))));
    }
    directories = found.filter(({ type }) => type === 'directory').map((entry) => entry.path);
  }
  if (found.length === 0) throw notFound(path);
  return found;
}

/** The same for several, in the order given. */
export async function expandPaths(url: string, paths: string[], signal?: AbortSignal): Promise<HdfsEntry[]> {
  const found: HdfsEntry[] = [];
  for (const path of paths) found.push(...(await expandPath(url, path, signal)));
  return found;
}

/** Everything below a directory, depth first, each directory before its entries. */
export async function* walk(url: string, path: string, signal?: AbortSignal): AsyncGenerator<HdfsEntry> {
  for (const entry of await listPath(url, path, signal)) {
    yield entry;
    if (entry.type === 'directory') yield* walk(url, inDirectory(path, nameIn(path, entry.path)), signal);
  }
}

function nameIn(directory: string, path: string): string {
  return path.slice(directory === '/' ? 1 : directory.length + 1);
}

/** Whether a name matches one part of a pattern, without a slash. Pure. */
export function globMatcher(pattern: string): (name: string) => boolean {
  let source = '';
  let braces = 0;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern.charAt(i);
    const set = char === '[' ? /^\[(\^?)([^\]]+)\]/.exec(pattern.slice(i)) : null;
    if (set) {
      source += `[${set[1] ?? ''}${(set[2] ?? '').replace(/[\\[\]^]/g, '\\$&')}]`;
      i += set[0].length - 1;
    } else if (char === '\\' && i + 1 < pattern.length) source += escaped(pattern.charAt(++i));
    else if (char === '*') source += '.*';
    else if (char === '?') source += '.';
    else if (char === '{' && pattern.includes('}', i)) {
      braces++;
      source += '(?:';
    } else if (char === '}' && braces > 0) {
      braces--;
      source += ')';
    } else source += char === ',' && braces > 0 ? '|' : escaped(char);
  }
  const expression = new RegExp(`^${source}${')'.repeat(braces)}$`, 'su');
  return (name) => expression.test(name);
}

function escaped(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|/-]/, (special) => (special === '-' ? '-' : `\\${special}`));
}
