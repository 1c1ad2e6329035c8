import { createHash } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StreamkitError } from '../../../shared/errors.js';
import { isThere } from '../../../shared/files.js';
import { packageRoot } from '../../../shared/package-root.js';
import { moduleHash, moduleSources, type ModuleSources } from '../library/module-sources.js';
import type { Java } from './java.js';

/**
 * The jar of a module's own few classes and resources (`src/main/…`); undefined for a module that has none. The published
 * package contains it. A checkout compiles it, whether there is one already or not: it may be damaged.
 * @throws StreamkitError JAVA_UNFIT when there is no compiler, INTERNAL when it refuses
 */
export async function ownClasses(
  module: string,
  jars: string[],
  java: Java,
  cache: string,
): Promise<string | undefined> {
  const sources = await moduleSources(module);
  if (sources.sources.length === 0 && sources.resourceFolders.length === 0) return undefined;
  const packaged = await packagedClasses(module);
  if (await isThere(packaged)) return packaged;
  const hash = createHash('sha256').update(java.version).update(jars.join(':'));
  const name = `${module}-${hash
    .update(await moduleHash(module))
    .digest('hex')
    .slice(0, 16)}.jar`;
  const jar = join(cache, 'own-classes', name);
  await compile(sources, jars, java, jar);
  return jar;
}

/** Where the package has a module's own classes. The name changes with the sources, so that a checkout uses no old ones. */
export async function packagedClasses(module: string): Promise<string> {
  return join(packageRoot, 'jvm/classes', `${module}-${await moduleHash(module)}.jar`);
}

/**
 * Compiles against the module's other jars with the JDK's own tools: Maven would first have to download a compiler plugin.
 * @param jar is replaced
 * @throws StreamkitError JAVA_UNFIT when there is no compiler, INTERNAL when it refuses
 */
export async function compile(
  { sources, resourceFolders }: ModuleSources,
  jars: string[],
  java: Java,
  jar: string,
): Promise<void> {
  const draft = `${jar}.${process.pid}.draft`;
  try {
    await mkdir(draft, { recursive: true });
    if (sources.length > 0) {
      const options = ['--release', '17', '-nowarn', '-cp', jars.join(':'), '-d', draft];
      await tool(java, 'javac', [...options, ...sources]);
    }
    const folders = [draft, ...resourceFolders];
    await tool(java, 'jar', [
      '--create',
      '--file',
      `${draft}.jar`,
      ...folders.flatMap((folder) => ['-C', folder, '.']),
    ]);
    await rm(jar, { recursive: true, force: true });
    await rename(`${draft}.jar`, jar);
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(`${draft}.jar`, { force: true });
  }
}

async function tool(java: Java, name: string, args: string[]): Promise<void> {
  const file = join(java.home, 'bin', name);
  if (!(await isThere(file))) {
    throw new StreamkitError(
      'JAVA_UNFIT',
      `${java.home} has no ${name}: a checkout of streamkit needs a JDK, a JRE is enough for the published package only.`,
      {
        suggestions: [
          'Debian and Ubuntu: apt-get install openjdk-17-jdk-headless; macOS: brew install openjdk@17',
        ],
      },
    );
  }
  const { execa } = await import('execa');
  const { exitCode, all } = await execa(file, args, { reject: false, all: true, stdin: 'ignore' });
  if (exitCode !== 0) {
    throw new StreamkitError('INTERNAL', `${name} failed on our own classes.`, {
      evidence: all.split('\n').slice(0, 10),
    });
  }
}
