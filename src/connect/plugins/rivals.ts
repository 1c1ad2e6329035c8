import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { declaredClasses } from './declared-classes.js';

/**
 * The other folders on the plugin path that declare one of these classes too. The worker uses the newest version of a class,
 * and of equal versions any one.
 * @param name folder of the plugin whose classes they are
 */
export async function rivalsOf(pluginPath: string, name: string, classes: string[]): Promise<string[]> {
  const entries = await readdir(pluginPath, { withFileTypes: true });
  const others = entries.filter((entry) => entry.isDirectory() && entry.name !== name);
  const found: string[] = [];
  for (const other of others) {
    // A jar that cannot be read is not a rival: the worker does not load it either.
    const declared = await declaredClasses(join(pluginPath, other.name), other.name).catch(() => []);
    if (declared.some((one) => classes.includes(one))) found.push(other.name);
  }
  return found.sort();
}
