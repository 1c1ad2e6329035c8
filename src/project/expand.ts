import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { glob } from '../kafka/records/glob.js';

/** The paths below a folder that fit a pattern, by name; `*` and `?` match within one part of a path. */
export async function expand(dir: string, pattern: string): Promise<string[]> {
  if (!/[*?]/.test(pattern)) return [resolve(dir, pattern)];
  let found = [pattern.startsWith('/') ? '/' : dir];
  for (const part of pattern.split('/').filter((one) => one !== '' && one !== '.')) {
    const deeper = await Promise.all(found.map(async (folder) => inside(folder, part)));
    found = deeper.flat();
  }
  return found.sort();
}

async function inside(folder: string, part: string): Promise<string[]> {
  if (!/[*?]/.test(part)) return [join(folder, part)];
  const fits = glob(part);
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => fits(name) && (part.startsWith('.') || !name.startsWith('.')))
    .map((name) => join(folder, name));
}
