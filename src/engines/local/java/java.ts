import { readdir, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { StreamkitError } from '../../../shared/errors.js';
import { isExecutable, readIfThere } from '../../../shared/files.js';
import type { JavaRange, LocalRecipe } from '../../../services/types.js';

export interface Java {
  home: string;
  /** The executable. */
  java: string;
  /** `jcmd` beside it, which a JRE may lack. */
  jcmd: string;
  /** Feature release: 8, 11, 17, … */
  feature: number;
  /** As the JDK writes it, for people and for cache keys. */
  version: string;
}

/** Java releases that all services of the local engine run on; Kafka 4 and the registry need 17. */
export const fittingJava: JavaRange = { min: 17, max: 25 };

/** Folders that hold a Java home each in their folders. */
const usualPlaces = [
  '/usr/lib/jvm',
  '/opt/java',
  join(homedir(), '.sdkman/candidates/java'),
  '/Library/Java/JavaVirtualMachines',
];

/** The releases that a recipe runs on. Native programs need none, but Maven runs on the same. */
export function javaRange(recipe: LocalRecipe): JavaRange {
  return (recipe.kind === 'java' ? recipe.java : undefined) ?? fittingJava;
}

/**
 * The Java to run services with: JAVA_HOME's, the PATH's, else the first fitting one in the usual places.
 * @throws StreamkitError JAVA_MISSING or JAVA_UNFIT, naming what was found
 */
export async function findJava(
  range = fittingJava,
  environment = process.env,
  places = usualPlaces,
): Promise<Java> {
  const seen: Java[] = [];
  for await (const home of javaHomes(environment, places)) {
    const java = await inspectJava(home);
    if (!java) continue;
    if (java.feature >= range.min && java.feature <= range.max) return java;
    seen.push(java);
  }
  const wanted = `Java ${range.min} to ${range.max}`;
  const suggestions = [
    `Install a JDK (Debian and Ubuntu: apt-get install openjdk-17-jdk-headless; macOS: brew install openjdk@17)`,
    'or set JAVA_HOME to one that is installed already.',
  ];
  if (seen.length === 0)
    throw new StreamkitError('JAVA_MISSING', `No Java found; ${wanted} is needed.`, { suggestions });
  const found = seen.map((java) => `${java.version} in ${java.home}`).join(', ');
  throw new StreamkitError('JAVA_UNFIT', `${wanted} is needed, but found only ${found}.`, { suggestions });
}

/** What is in a Java home, or undefined when it is not one. Reads its `release` file; asks `java` where there is none. */
export async function inspectJava(home: string): Promise<Java | undefined> {
  const release = (await readIfThere(join(home, 'release'))) ?? (await askVersion(home));
  const version = /JAVA_VERSION="?([^"\n]+)"?/.exec(release)?.[1];
  const java = join(home, 'bin', 'java');
  if (version === undefined || !(await isExecutable(java))) return undefined;
  return {
    home,
    java,
    jcmd: join(home, 'bin', 'jcmd'),
    feature: featureOf(version),
    version,
  };
}

/** 1.8.0_402 is Java 8, 17.0.15 is 17. */
export function featureOf(version: string): number {
  const [first = '', second = ''] = version.split(/[.+_-]/);
  return Number(first === '1' ? second : first);
}

async function* javaHomes(environment: NodeJS.ProcessEnv, places: string[]): AsyncGenerator<string> {
  if (environment['JAVA_HOME']) yield environment['JAVA_HOME'];
  for (const dir of (environment['PATH'] ?? '').split(delimiter)) {
    const java = await realpath(join(dir, 'java')).catch(() => undefined);
    if (java !== undefined) yield dirname(dirname(java));
  }
  for (const collection of places) {
    for (const name of (await readdir(collection).catch(() => [])).sort()) {
      yield collection.startsWith('/Library')
        ? join(collection, name, 'Contents/Home')
        : join(collection, name);
    }
  }
}

async function askVersion(home: string): Promise<string> {
  const { execa } = await import('execa');
  const result = await execa(join(home, 'bin', 'java'), ['-version'], {
    reject: false,
    all: true,
    timeout: 10_000,
  });
  const version = /version "([^"]+)"/.exec(result.all)?.[1];
  return version === undefined ? '' : `JAVA_VERSION="${version}"`;
}
