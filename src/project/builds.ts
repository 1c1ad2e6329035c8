import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { configProblem, type Config } from '../config/config.js';
import { StreamkitError } from '../shared/errors.js';
import { isThere } from '../shared/files.js';
import { fileChecksum, newest, sourcesChecksum } from './checksum.js';
import { expand } from './expand.js';
import type { Build } from './types.js';

type Place = (string | number)[];

interface BuildConfig {
  build?: string | string[] | undefined;
  source?: string | undefined;
  watch?: string[] | undefined;
}

/** The `build` and `source` of an entry of streamkit.yml. @throws StreamkitError CONFIG_INVALID */
export async function buildOf(
  config: Config,
  place: Place,
  { build, source = '.', watch = ['.'] }: BuildConfig,
  dir: string,
): Promise<Build | undefined> {
  if (build === undefined) return undefined;
  const folder = resolve(dir, source);
  if (!(await stat(folder).catch(() => undefined))?.isDirectory())
    throw await configProblem(config, [...place, 'source'], `${folder} is not a folder`, [
      'Create the folder, or change its path; paths are relative to the folder of streamkit.yml.',
    ]);
  const watched = watch.map((path) => resolve(folder, path));
  for (const [index, path] of watched.entries()) {
    if (await isThere(path)) continue;
    throw await configProblem(config, [...place, 'watch', index], `${path} does not exist`, [
      'Create it, or change its path; paths are relative to the source folder.',
    ]);
  }
  return { command: await commandWords(config, [...place, 'build'], build), source: folder, watch: watched };
}

/**
 * Changes with the sources of something that is built, else with its file.
 * @param pattern path, which may hold `*` and `?`
 * @throws StreamkitError CONFIG_INVALID if there is neither a file nor a build command
 */
export async function codeChecksum(
  config: Config,
  place: Place,
  pattern: string,
  build: Build | undefined,
  dir: string,
): Promise<string> {
  if (build) return sourcesChecksum(build.watch);
  const file = await newest(await expand(dir, pattern));
  if (file !== undefined) return fileChecksum(file);
  throw await configProblem(config, place, `${pattern}: file not found`, [
    'Build it, or add "build" with the command that builds it, such as build: mvn -B package.',
  ]);
}

/** The newest file that a build made. @param path absolute; may hold `*` and `?` @throws StreamkitError BUILD_FAILED */
export async function builtFile(name: string, path: string): Promise<string> {
  const file = await newest(await expand(dirname(path), basename(path)));
  if (file !== undefined) return file;
  throw new StreamkitError('BUILD_FAILED', `The build of ${name} did not create ${path}.`, {
    suggestions: ['Write the path of the file that the build creates into streamkit.yml.'],
  });
}

/** A command as a program and its arguments. @throws StreamkitError CONFIG_INVALID for text that only a shell understands */
export async function commandWords(
  config: Config,
  place: Place,
  command: string | string[],
): Promise<string[]> {
  if (Array.isArray(command)) return command;
  const found = /["'`$|&;<>\\]/.exec(command)?.[0];
  if (found === undefined && command.trim() !== '') return command.trim().split(/\s+/);
  const problem =
    found === undefined ? 'the command is empty' : `${found} needs a shell, and commands run without one`;
  throw await configProblem(config, place, problem, [
    'Write it as a list: [mvn, -B, package] or [sh, -c, "…"].',
  ]);
}
