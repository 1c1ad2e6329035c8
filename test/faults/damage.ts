import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from './random.js';

const ways = ['cut off', 'overwritten', 'emptied', 'deleted', 'not readable'] as const;

/**
 * Does harm to a file. It is replaced, not written into: another place may share its content by a link.
 * @returns what was done to it
 */
export async function damage(path: string, random: Random, except: readonly string[] = []): Promise<string> {
  const [first = 'emptied', ...others] = ways.filter((way) => !except.includes(way));
  const way = random.pick([first, ...others]);
  const good = await readFile(path);
  await rm(path);
  if (way === 'cut off') await put(path, good.subarray(0, Math.floor(good.length * random.fraction())));
  if (way === 'overwritten') await put(path, overwritten(good, random));
  if (way === 'emptied') await put(path, Buffer.alloc(0));
  if (way === 'not readable') await lock(path, good);
  return `${path.split('/').at(-1) ?? ''} ${way}`;
}

/** As many bytes as before, a part of them others. */
function overwritten(good: Buffer, random: Random): Buffer {
  const from = Math.floor((good.length * random.fraction()) / 2);
  return Buffer.from(good).fill(0xa5, from, from + Math.ceil(good.length / 2));
}

async function put(path: string, content: Buffer): Promise<void> {
  await writeFile(`${path}.damaged`, content);
  await rename(`${path}.damaged`, path);
}

/** Rights do not stop root: a folder in the file's place does. */
async function lock(path: string, good: Buffer): Promise<void> {
  if (process.getuid?.() === 0) await mkdir(path);
  else {
    await put(path, good);
    await chmod(path, 0);
  }
}

/** The files below a folder whose names match. */
export async function filesLike(dir: string, name: RegExp): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
