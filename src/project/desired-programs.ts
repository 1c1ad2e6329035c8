import type { Config } from '../config/config.js';
import { buildOf, commandWords } from './builds.js';
import { sourcesChecksum, textChecksum } from './checksum.js';
import type { Build } from './types.js';

/** A program of the project, which runs under `dev`. */
export interface DesiredProgram {
  name: string;
  /** Program and arguments; runs in the folder of the project. */
  run: string[];
  build: Build | undefined;
  /** Of the sources, and of how it runs. */
  checksum: string;
}

/** @throws StreamkitError CONFIG_INVALID that names file and line */
export async function desiredPrograms(config: Config): Promise<DesiredProgram[]> {
  const dir = config.dir ?? '';
  return Promise.all(
    Object.entries(config.programs ?? {}).map(async ([name, program]) => {
      const place = ['programs', name];
      const run = await commandWords(config, [...place, 'run'], program.run);
      const build = await buildOf(config, place, program, dir);
      const sources = build ?? (await buildOf(config, place, { ...program, build: run }, dir));
      const code = await sourcesChecksum(sources?.watch ?? []);
      return { name, run, build, checksum: textChecksum(code, ...run) };
    }),
  );
}
