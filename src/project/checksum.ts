import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export async function fileChecksum(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

export function textChecksum(...parts: string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest('hex');
}

/** What builds write, and what they do not depend on. */
export const outputs = new Set(['target', 'build', 'dist', 'out', 'node_modules']);

/** The source files below a folder, by path. */
export async function sourceFiles(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith('.') && !outputs.has(name))
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        if (entry.isDirectory()) return sourceFiles(path);
        return entry.isFile() ? [path] : [];
      }),
  );
  return found.flat().sort();
}

/** Changes with any source file of some files and folders. */
export async function sourcesChecksum(paths: string[]): Promise<string> {
  const parts: string[] = [];
  for (const path of paths) {
    const files = (await stat(path)).isDirectory() ? await sourceFiles(path) : [path];
    for (const file of files) parts.push(file.slice(path.length), await fileChecksum(file));
  }
  return textChecksum(...parts);
}

/** The newest of some files; undefined for none. */
export async function newest(paths: string[]): Promise<string | undefined> {
  const known = await Promise.all(
    paths.map(async (path) => ({ path, at: (await stat(path).catch(() => undefined))?.mtimeMs ?? -1 })),
  );
  return known.filter(({ at }) => at >= 0).toSorted((a, b) => b.at - a.at)[0]?.path;
}
