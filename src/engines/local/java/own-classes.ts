import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StreamkitError } from '../../../shared/errors.js';
import { isThere } from '../../../shared/files.js';
import { moduleLineage, reactorModule } from '../library/maven.js';
import type { Java } from './java.js';

/**
 * The jar of a module's own few classes and resources (`src/main/…`), compiled against its other jars, whether there
 * is one already or not: it may be damaged. Undefined for a module that has none. Uses the JDK's own tools: Maven would
 * first have to download a compiler plugin.
 * @throws StreamkitError JAVA_UNFIT when there is no compiler, INTERNAL when it refuses
 */
export async function ownClasses(
  module: string,
  jars: string[],
  java: Java,
  cache: string,
): Promise<string | undefined> {
  const modules = await moduleLineage(module);
  const sources = await filesOf(modules, 'src/main/java');
  const resources = modules.map((one) => join(reactorModule(one), 'src/main/resources'));
  const files = [...sources, ...(await filesOf(modules, 'src/main/resources'))];
  if (files.length === 0) return undefined;
  const jar = join(cache, 'own-classes', `${module}-${await fingerprint(files, java, jars)}.jar`);
  const draft = `${jar}.${process.pid}.draft`;
  try {
    await mkdir(draft, { recursive: true });
    if (sources.length > 0) {
      await tool(java, 'javac', [
        '--release',
        '17',
        '-nowarn',
        '-cp',
        jars.join(':'),
        '-d',
        draft,
        ...sources,
      ]);
    }
    await tool(java, 'jar', [
      '--create',
      '--file',
      `${draft}.jar`,
      '-C',
      draft,
      '.',
      // The folder as a whole: some resources are folders, and looked up as such.
      ...(await existing(resources)).flatMap((folder) => ['-C', folder, '.']),
    ]);
    await rm(jar, { recursive: true, force: true });
    await rename(`${draft}.jar`, jar);
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(`${draft}.jar`, { force: true });
  }
  return jar;
}

async function tool(java: Java, name: string, args: string[]): Promise<void> {
  const file = join(java.home, 'bin', name);
  if (!(await isThere(file))) {
    throw new StreamkitError('JAVA_UNFIT', `${java.home} has no ${name}: a JDK is needed, not just a JRE.`, {
      suggestions: [
        'Debian and Ubuntu: apt-get install openjdk-17-jdk-headless; macOS: brew install openjdk@17',
      ],
    });
  }
  const { execa } = await import('execa');
  const { exitCode, all } = await execa(file, args, { reject: false, all: true, stdin: 'ignore' });
  if (exitCode !== 0) {
    throw new StreamkitError('INTERNAL', `${name} failed on our own classes.`, {
      evidence: all.split('\n').slice(0, 10),
    });
  }
}

async function fingerprint(files: string[], java: Java, jars: string[]): Promise<string> {
  const hash = createHash('sha256').update(java.version).update(jars.join(':'));
  for (const file of files) hash.update(file).update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

/** The sources and resources of a module's own jar; most modules have none. */
export async function ownSources(module: string): Promise<string[]> {
  return filesOf(await moduleLineage(module), 'src/main');
}

async function existing(folders: string[]): Promise<string[]> {
  const found = await Promise.all(folders.map(async (folder) => ((await isThere(folder)) ? [folder] : [])));
  return found.flat();
}

async function filesOf(modules: string[], folder: string): Promise<string[]> {
  const files = await Promise.all(modules.map(async (one) => filesBelow(join(reactorModule(one), folder))));
  return files.flat();
}

async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
