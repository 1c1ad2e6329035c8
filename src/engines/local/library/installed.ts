import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { isExecutable } from '../../../shared/files.js';

/** The first of these programs that is installed on this machine, or undefined. */
export async function onPath(names: string[], environment = process.env): Promise<string | undefined> {
  return (await installedPrograms([names], [], environment))?.[0];
}

/**
 * Programs of one installation: those of the PATH, else those of the first other folder that has all of them.
 * @param lists for each program its names, the best first
 * @param folders more folders; `*` stands for a version, the highest first
 */
export async function installedPrograms(
  lists: string[][],
  folders: string[] = [],
  environment = process.env,
): Promise<string[] | undefined> {
  const path = [...(environment['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  const others = (await Promise.all(folders.map(matching))).flat();
  for (const dirs of [path.filter(Boolean), ...others.map((folder) => [folder])]) {
    const found = await Promise.all(lists.map(async (names) => firstOf(names, dirs)));
    if (found.every((program) => program !== undefined)) return found;
  }
  return undefined;
}

async function firstOf(names: string[], dirs: string[]): Promise<string | undefined> {
  for (const name of names) {
    for (const dir of dirs) {
      if (await isExecutable(join(dir, name))) return join(dir, name);
    }
  }
  return undefined;
}

/** The folders that a pattern with at most one `*` stands for, the highest version first. */
async function matching(pattern: string): Promise<string[]> {
  const [, parent, before = '', after = '', rest = ''] = /^(.*)\/([^/*]*)\*([^/*]*)(.*)$/.exec(pattern) ?? [];
  if (parent === undefined) return [pattern];
  const names = await readdir(parent).catch(() => []);
  return names
    .filter((name) => name.startsWith(before) && name.endsWith(after))
    .sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))
    .map((name) => `${parent}/${name}${rest}`);
}
