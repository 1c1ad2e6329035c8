import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wallTimes } from '../compare.js';
import { Lab } from '../lab.js';
import { run, type Environment, type Run } from '../measure.js';
import type { Result, Row } from '../row.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const rounds = 2;
/** What `smoke kafka-basics` runs on. */
const modules = ['kafka-3', 'schema-registry'];

const whyMissed =
  'most of the time npm installs the packages that are needed to build and test streamkit, before the first download of a ' +
  'service. The published package has nothing to build. Tried: one run of Maven for ' +
  'all services, no install scripts.';

/** The newcomer's first minutes: nothing is on the machine but Node, Java and Maven. */
export const cold: Row = {
  name: 'cold',
  slow: true,
  async measure(): Promise<Result[]> {
    const lab = await Lab.open();
    const [ours, theirs]: [Run[], Run[]] = [[], []];
    try {
      for (let round = 0; round < rounds; round++) {
        ours.push(await firstSmoke(join(lab.dir, `ours-${round}`), lab.env));
        theirs.push(await plainDownloads(join(lab.dir, `theirs-${round}`), lab.env));
      }
    } finally {
      await lab.close();
    }
    const names = {
      what: 'fresh clone, empty caches: until `smoke kafka-basics` has passed',
      beside: 'only the downloads of the services (`mvn dependency:copy-dependencies`)',
      goal: 1.2,
      whyMissed,
    };
    return [wallTimes(names, ours, theirs)];
  },
};

async function firstSmoke(dir: string, env: Environment): Promise<Run> {
  const nothing = {
    ...env,
    ...emptyRepository(dir),
    npm_config_cache: join(dir, 'npm'),
    STREAMKIT_HOME: join(dir, 'home'),
    STREAMKIT_CACHE: join(dir, 'home/cache'),
  };
  const clone = join(dir, 'clone');
  await mkdir(dir, { recursive: true });
  try {
    const steps = [
      `git clone --quiet '${root}' '${clone}'`,
      `cd '${clone}'`,
      'npm ci --ignore-scripts',
      'npm run build',
      './bin/run.js smoke kafka-basics --ports auto',
    ];
    return await run(steps.join(' && '), nothing);
  } finally {
    await run(`cd '${clone}' && ./bin/run.js down --all --data --yes`, nothing);
    await rm(dir, { recursive: true });
  }
}

async function plainDownloads(dir: string, env: Environment): Promise<Run> {
  const copies = modules.map(
    (module) =>
      `mvn --batch-mode --file '${root}/jvm/pom.xml' --projects ${module} dependency:copy-dependencies`,
  );
  const withFolder = copies.map((line, index) => `${line} -DoutputDirectory='${dir}/copy-${index}'`);
  try {
    return await run(withFolder.join(' && '), { ...env, ...emptyRepository(dir) });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** The user's settings hold, mirrors included; only what was downloaded before is out of sight. */
function emptyRepository(dir: string): Environment {
  return { MAVEN_OPTS: `-Dmaven.repo.local=${join(dir, 'repository')}` };
}
