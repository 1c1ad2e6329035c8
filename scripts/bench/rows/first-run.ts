import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wallTimes } from '../compare.js';
import { cli, Lab } from '../lab.js';
import { run, type Environment, type Run } from '../measure.js';
import type { Result, Row } from '../row.js';

const rounds = 5;

/** What the making of class data archives costs the run that it goes on beside. */
export const firstRun: Row = {
  name: 'first-run',
  async measure(): Promise<Result[]> {
    const lab = await Lab.open();
    const [ours, theirs]: [Run[], Run[]] = [[], []];
    try {
      // One that does not count: what runs first reads the jars from the disk.
      await upAndSmoke(lab.env);
      for (let round = 0; round < rounds; round++) {
        ours.push(await upAndSmoke(await withoutArchives(lab, `ours-${round}`)));
        const env = await withoutArchives(lab, `theirs-${round}`);
        // Where there is no folder no archive is made.
        await writeFile(join(env['STREAMKIT_CACHE'] ?? '', 'archives'), '');
        theirs.push(await upAndSmoke(env));
      }
    } finally {
      await lab.close();
    }
    const names = {
      what: 'first `up` and `smoke kafka-basics`, creating class data archives',
      beside: 'without creating archives',
      goal: 1.05,
      whyMissed: 'the archives are created at the lowest priority, but share memory and caches of two cores.',
    };
    return [wallTimes(names, ours, theirs)];
  },
};

async function upAndSmoke(env: Environment): Promise<Run> {
  const took = await run(`${cli} up schema-registry --ports auto && ${cli} smoke kafka-basics`, env);
  await run(`${cli} down --data --yes`, env);
  return took;
}

/** A cache with all that was downloaded, and no archives. */
async function withoutArchives({ dir, env }: Lab, name: string): Promise<Record<string, string>> {
  const cache = join(dir, name);
  await mkdir(cache);
  const kept = (await readdir(env['STREAMKIT_CACHE'] ?? '')).filter((entry) => entry !== 'archives');
  const paths = kept.map((entry) => `'${join(env['STREAMKIT_CACHE'] ?? '', entry)}'`);
  await run(`cp -r --preserve=timestamps ${paths.join(' ')} '${cache}'`, env);
  return { ...env, STREAMKIT_CACHE: cache };
}
