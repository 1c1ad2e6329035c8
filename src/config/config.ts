import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf, StreamkitError, systemCode } from '../shared/errors.js';
import type { Suggestion } from '../shared/suggestion.js';
import { neededServices } from './needed-services.js';
import type { Config as ConfigFile } from './schema.js';

/** What the streamkit.yml of a project contains. */
export interface Config extends ConfigFile {
  /** The folder of the file; absent without one. */
  dir?: string;
}

export const configFileName = 'streamkit.yml';
/** YAML's own recommendation, which many write. */
const otherName = 'streamkit.yaml';

/**
 * Reads the streamkit.yml of a folder or of its nearest parent; without one, all settings have their defaults.
 * @throws StreamkitError CONFIG_INVALID that names file and line
 */
export async function loadConfig(dir: string): Promise<Config> {
  const file = await findUp(dir);
  if (!file) return {};
  // Loaded lazily: most commands run without a streamkit.yml.
  const { parseConfig } = await import('./parse-config.js');
  const config = { ...parseConfig(file.path, file.text), dir: dirname(file.path) };
  const services = neededServices(config);
  return services === undefined ? config : { ...config, services };
}

/**
 * The error for a setting that is valid by itself, but cannot be used.
 * @param place keys and indexes that lead to it
 */
export async function configProblem(
  config: Config,
  place: (string | number)[],
  problem: string,
  suggestions: Suggestion[],
): Promise<StreamkitError> {
  const path = join(config.dir ?? '', configFileName);
  const { lineOf } = await import('./parse-config.js');
  const line = lineOf(await readFile(path, 'utf8'), place);
  return new StreamkitError('CONFIG_INVALID', `${path}:${line}: ${place.join('.')}: ${problem}.`, {
    suggestions,
  });
}

async function findUp(dir: string): Promise<{ path: string; text: string } | undefined> {
  const [file, second] = (
    await Promise.all([configFileName, otherName].map(async (name) => readIn(dir, name)))
  ).filter((found) => found !== undefined);
  if (file && second)
    throw new StreamkitError('CONFIG_INVALID', `${dir} contains ${configFileName} and ${otherName}.`, {
      suggestions: [`Move the settings to ${configFileName} and delete ${otherName}.`],
    });
  return file ?? (dirname(dir) === dir ? undefined : findUp(dirname(dir)));
}

async function readIn(dir: string, name: string): Promise<{ path: string; text: string } | undefined> {
  const path = join(dir, name);
  try {
    return { path, text: await readFile(path, 'utf8') };
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw unreadable(path, error);
    return undefined;
  }
}

function unreadable(path: string, error: unknown): StreamkitError {
  return new StreamkitError('CONFIG_INVALID', `Cannot read ${path}: ${messageOf(error)}.`, { cause: error });
}

/** A file that the project names does not exist. */
export async function missingFile(
  config: Config,
  place: (string | number)[],
  path: string,
): Promise<StreamkitError> {
  return configProblem(config, place, `${path}: file not found`, [
    'Create the file, or change its path; paths are relative to the folder of streamkit.yml.',
  ]);
}
