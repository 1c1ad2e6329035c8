import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf, StreamkitError, systemCode } from '../shared/errors.js';
import type { Config } from './parse-config.js';

export type { Config };

export const configFileName = 'streamkit.yml';

/**
 * Reads the streamkit.yml of a folder or of its nearest parent; without one, all settings have their defaults.
 * @throws StreamkitError CONFIG_INVALID that names file and line
 */
export async function loadConfig(dir: string): Promise<Config> {
  const file = await findUp(dir);
  if (!file) return {};
  // Loaded lazily: most commands run without a streamkit.yml.
  const { parseConfig } = await import('./parse-config.js');
  return parseConfig(file.path, file.text);
}

async function findUp(dir: string): Promise<{ path: string; text: string } | undefined> {
  const path = join(dir, configFileName);
  try {
    return { path, text: await readFile(path, 'utf8') };
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw unreadable(path, error);
    return dirname(dir) === dir ? undefined : findUp(dirname(dir));
  }
}

function unreadable(path: string, error: unknown): StreamkitError {
  return new StreamkitError('CONFIG_INVALID', `Cannot read ${path}: ${messageOf(error)}.`, { cause: error });
}
