import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wallTimes } from '../compare.js';
import { Lab } from '../lab.js';
import { run, type Environment, type Run } from '../measure.js';
import type { Result, Row } from '../row.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const rounds = 2;
/** What `up kafka` and `smoke kafka-basics` run on. */
const kafkaModules = ['kafka-3'];
const smokeModules = [...kafkaModules, 'schema-registry'];

const whyMissed =
  'npm installs and builds a checkout while Maven downloads what the services run on: both keep both processors busy, and the ' +
  'downloads alone do not. The published package has nothing to build. Tried: downloads beside the installation, one run of ' +
  'Maven for all services, no install scripts.';

/** The newcomer's first minutes: nothing is on the machine but Node, Java and Maven. */
export const cold: Row = {
  name: 'cold',
  slow: true,
  async measure(): Promise<Result[]> {
    const lab = await Lab.open();
    const [clones, downloads, installs, parts]: [Run[], Run[], Run[], Run[]] = [[], [], [], []];
    try {
      const tarball = await pack(lab);
      for (let round = 0; round < rounds; round++) {
        clones.push(await firstSmoke(join(lab.dir, `clone-${round}`), lab.env));
        downloads.push(await plainDownloads(join(lab.dir, `downloads-${round}`), lab.env, smokeModules));
        installs.push(await installAndUp(join(lab.dir, `install-${round}`), lab.env, tarball));
        parts.push(await installAndDownloads(join(lab.dir, `parts-${round}`), lab.env, tarball));
      }
    } finally {
      await lab.close();
    }
    const fromClone = {
      what: 'fresh clone, empty caches: until `smoke kafka-basics` has passed',
      beside: 'only the downloads of the services (`mvn dependency:copy-dependencies`)',
      goal: 1.7,
      whyMissed,
    };
    const fromPackage = {
      what: '`npm install --global` of the package with empty caches, then `up kafka`',
      beside: 'the same installation, then only the downloads of Kafka',
      goal: 1.5,
    };
    return [wallTimes(fromClone, clones, downloads), wallTimes(fromPackage, installs, parts)];
  },
};

/** The package as `npm publish` has it, but for the classes of the other services. @returns its path */
async function pack(lab: Lab): Promise<string> {
  await run(`cd '${root}' && npm run classes ${kafkaModules.join(' ')}`, lab.env);
  await run(`cd '${root}' && npm pack --ignore-scripts --pack-destination '${lab.dir}'`, lab.env);
  await run(`rm -r '${root}/jvm/classes'`, lab.env);
  const [name = ''] = (await readdir(lab.dir)).filter((one) => one.endsWith('.tgz'));
  return join(lab.dir, name);
}

async function installAndUp(dir: string, env: Environment, tarball: string): Promise<Run> {
  const nothing = emptyCaches(dir, env);
  await mkdir(dir, { recursive: true });
  const streamkit = `${dir}/bin/streamkit`;
  try {
    return await run(`${installation(dir, tarball)} && ${streamkit} up kafka --ports auto`, nothing);
  } finally {
    await run(`${streamkit} down --all --data --yes`, nothing);
    await rm(dir, { recursive: true });
  }
}

async function installAndDownloads(dir: string, env: Environment, tarball: string): Promise<Run> {
  await mkdir(dir, { recursive: true });
  const line = [installation(dir, tarball), ...copies(dir, kafkaModules)].join(' && ');
  try {
    return await run(line, emptyCaches(dir, env));
  } finally {
    await rm(dir, { recursive: true });
  }
}

function installation(dir: string, tarball: string): string {
  return `npm install --global --prefix '${dir}' --no-audit --no-fund '${tarball}'`;
}

async function firstSmoke(dir: string, env: Environment): Promise<Run> {
  const nothing = emptyCaches(dir, env);
  const clone = join(dir, 'clone');
  await mkdir(dir, { recursive: true });
  try {
    const steps = [
      `git clone --quiet '${root}' '${clone}'`,
      `cd '${clone}'`,
      'npm run setup',
      './bin/run.js smoke kafka-basics --ports auto',
    ];
    return await run(steps.join(' && '), nothing);
  } finally {
    await run(`cd '${clone}' && ./bin/run.js down --all --data --yes`, nothing);
    await rm(dir, { recursive: true });
  }
}

async function plainDownloads(dir: string, env: Environment, modules: string[]): Promise<Run> {
  try {
    return await run(copies(dir, modules).join(' && '), emptyCaches(dir, env));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function copies(dir: string, modules: string[]): string[] {
  return modules.map(
    (module, index) =>
      `mvn --batch-mode --file '${root}/jvm/pom.xml' --projects ${module} dependency:copy-dependencies -DoutputDirectory='${dir}/copy-${index}'`,
  );
}

/** The user's settings hold, mirrors included; only what was downloaded before is out of sight. */
function emptyCaches(dir: string, env: Environment): Environment {
  return {
    ...env,
    MAVEN_OPTS: `-Dmaven.repo.local=${join(dir, 'repository')}`,
    npm_config_cache: join(dir, 'npm'),
    STREAMKIT_HOME: join(dir, 'home'),
    STREAMKIT_CACHE: join(dir, 'home/cache'),
  };
}
