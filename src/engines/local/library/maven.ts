import { createInterface } from 'node:readline';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StreamkitError, systemCode } from '../../../shared/errors.js';
import { packageRoot } from '../../../shared/package-root.js';
import { suggest } from '../../../shared/suggestion.js';

/** Of Maven's output, for errors that are not in its own form. */
const lastLines = 6;

/** The Maven reactor with a module a service family. */
const reactor = join(packageRoot, 'jvm');

export function reactorModule(module: string): string {
  return join(reactor, module);
}

/** A module and the modules whose poms it inherits: it has their jars and their own classes as well. */
export async function moduleLineage(module: string): Promise<string[]> {
  const pom = await readFile(join(reactorModule(module), 'pom.xml'), 'utf8');
  const parent = /<relativePath>\.\.\/([\w-]+)\/pom\.xml<\/relativePath>/.exec(pom)?.[1];
  return parent === undefined ? [module] : [module, ...(await moduleLineage(parent))];
}

export interface MavenRun {
  modules: string[];
  /** A folder for scratch files; removed afterwards. */
  scratch: string;
  offline: boolean;
  signal: AbortSignal;
  /** Called with the number of files downloaded so far, and the newest one's name. */
  onDownload: (count: number, file: string) => void;
}

/**
 * Resolves the runtime files of modules by one run of the user's own Maven (settings and mirrors hold), downloading
 * what the local repository lacks.
 * @returns absolute paths by module, in class path order
 * @throws StreamkitError MAVEN_MISSING, OFFLINE or DOWNLOAD_FAILED
 */
export async function resolveModules(run: MavenRun): Promise<Map<string, string[]>> {
  await mkdir(run.scratch, { recursive: true });
  const out = await mkdtemp(join(run.scratch, 'maven-'));
  try {
    await runReactor(run, out);
    const entries = run.modules.map(async (module): Promise<[string, string[]]> => {
      const classPath = await readFile(join(out, module), 'utf8');
      return [module, classPath.trim().split(':').filter(Boolean)];
    });
    return new Map(await Promise.all(entries));
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

async function runReactor(run: MavenRun, out: string): Promise<void> {
  const projects = ['--projects', run.modules.join(',')];
  const goal = ['dependency:build-classpath', `-Dmdep.outputFile=${out}/\${project.artifactId}`];
  await runMaven([...projects, ...goal], run);
}

/**
 * Runs the user's Maven to its end; in the reactor of `jvm/`, unless the arguments name another project by `--file`.
 * @throws StreamkitError MAVEN_MISSING, OFFLINE, DISK_FULL or DOWNLOAD_FAILED with Maven's own reasons
 */
export async function runMaven(
  args: string[],
  { offline, signal, onDownload }: Pick<MavenRun, 'offline' | 'signal' | 'onDownload'>,
): Promise<void> {
  const { execa } = await import('execa');
  const project = args.includes('--file') ? [] : ['--file', join(reactor, 'pom.xml')];
  const child = execa(
    'mvn',
    ['--batch-mode', '--strict-checksums', ...(offline ? ['--offline'] : []), ...project, ...args],
    {
      all: true,
      reject: false,
      buffer: false,
      stdin: 'ignore',
      cancelSignal: signal,
      forceKillAfterDelay: 2000,
    },
  );
  const problems: string[] = [];
  const last: string[] = [];
  let downloads = 0;
  for await (const line of createInterface({ input: child.all })) {
    const downloaded = /Downloaded from \S+: \S*\/(\S+)/.exec(line)?.[1];
    if (downloaded) onDownload(++downloads, downloaded);
    last.push(line);
    if (last.length > lastLines) last.shift();
    if (line.includes('[ERROR]')) problems.push(line.replace(/^.*\[ERROR\]\s*/, ''));
  }
  const { exitCode, cause, isCanceled } = await child;
  if (exitCode === 0) return;
  if (isCanceled) signal.throwIfAborted();
  if (systemCode(cause) === 'ENOENT') throw mavenMissing();
  const reasons = problems.filter(Boolean);
  throw reasons.length === 0 ? mavenFailed(exitCode, last) : resolutionFailed(reasons, offline);
}

/** Maven says what it could not resolve as errors; without any, it did not get that far. */
function mavenFailed(exitCode: number | undefined, lines: string[]): StreamkitError {
  return new StreamkitError(
    'DOWNLOAD_FAILED',
    `Maven (mvn) failed with exit code ${exitCode ?? 'unknown'}.`,
    {
      suggestions: [
        'Run mvn --version. If it fails as well, check JAVA_HOME, MAVEN_OPTS, ~/.mavenrc and .mvn/jvm.config.',
        suggest('Check the machine', 'doctor'),
      ],
      evidence: lines.filter((line) => line.trim() !== ''),
    },
  );
}

export function mavenMissing(): StreamkitError {
  return new StreamkitError(
    'MAVEN_MISSING',
    'Maven (mvn) was not found on the PATH; it downloads the services.',
    {
      suggestions: [
        'Install it (Debian and Ubuntu: apt-get install maven; macOS: brew install maven).',
        suggest('Check the machine', 'doctor'),
      ],
    },
  );
}

function resolutionFailed(problems: string[], offline: boolean): StreamkitError {
  const evidence = problems.slice(0, 3).map((line) => (line.length > 400 ? `${line.slice(0, 400)}…` : line));
  if (offline) {
    return new StreamkitError(
      'OFFLINE',
      'Some files have not been downloaded yet, and --offline forbids downloads.',
      {
        suggestions: [suggest('Download them once', 'fetch'), 'Run the same command without --offline.'],
        evidence,
      },
    );
  }
  if (problems.some((line) => line.includes('No space left on device'))) {
    return new StreamkitError('DISK_FULL', 'The disk is full: Maven could not save its downloads.', {
      evidence,
    });
  }
  return new StreamkitError('DOWNLOAD_FAILED', 'Maven could not download the files of the services.', {
    suggestions: [
      'Check the network, and the proxy or mirror in ~/.m2/settings.xml, and run the command again. Finished downloads are kept.',
    ],
    evidence,
  });
}
