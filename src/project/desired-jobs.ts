import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { configProblem, type Config } from '../config/config.js';
import { expand } from './expand.js';
import { fileChecksum, folderChecksum, newest, textChecksum } from './checksum.js';
import type { DesiredJob } from './types.js';

/** @throws StreamkitError CONFIG_INVALID for a job without a jar and a way to build it */
export async function desiredJobs(config: Config, dir: string): Promise<DesiredJob[]> {
  return Promise.all(
    Object.entries(config.jobs ?? {}).map(async ([name, job]): Promise<DesiredJob> => {
      const build =
        job.build === undefined ? undefined : await commandWords(config, ['jobs', name, 'build'], job.build);
      const source = job.source === undefined && !build ? undefined : resolve(dir, job.source ?? '.');
      const jar = await newestJar(dir, job.jar);
      if (jar === undefined && !build) {
        throw await configProblem(config, ['jobs', name, 'jar'], `${job.jar}: file not found`, [
          'Build it, or add "build" with the command that builds it, such as build: mvn -B package.',
        ]);
      }
      if (source !== undefined && !(await stat(source).catch(() => undefined))?.isDirectory()) {
        throw await configProblem(config, ['jobs', name, 'source'], `${source} is not a folder`, []);
      }
      const words = [...(job.main === undefined ? [] : [job.main]), ...(job.arguments ?? [])];
      const settings = Object.fromEntries(
        Object.entries(job.settings ?? {}).map(([key, value]) => [key, String(value)]),
      );
      const code = source === undefined ? await fileChecksum(jar ?? '') : await folderChecksum(source);
      return {
        name,
        source,
        build,
        jar: resolve(dir, job.jar),
        on: job.on,
        words,
        settings,
        checksum: textChecksum(code, job.jar, ...words, JSON.stringify(settings)),
      };
    }),
  );
}

/** The newest file that fits the path, which may hold `*` and `?`. */
export async function newestJar(dir: string, pattern: string): Promise<string | undefined> {
  return newest(await expand(dir, pattern));
}

/** A command as a program and its arguments. @throws StreamkitError CONFIG_INVALID for text that only a shell understands */
export async function commandWords(
  config: Config,
  place: (string | number)[],
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
