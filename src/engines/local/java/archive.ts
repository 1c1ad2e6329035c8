import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../../../shared/files.js';
import { packageRoot } from '../../../shared/package-root.js';
import type { Stack } from '../../engine.js';
import type { Library } from '../library/library.js';
import { serviceEnvironment } from '../process/process.js';
import type { Java } from './java.js';

/** What a JVM runs: Java, and the jars on its class path. */
export interface Jvm {
  java: Java;
  library: Library;
}

/**
 * Class data archives (AppCDS): a JVM that maps its classes from a file starts two to four times faster. The file's
 * name holds what it was made from, so that another JDK or other jars never meet an old one; the JVM checks again.
 */
export function archivePath(cache: string, program: string, { java, library }: Jvm): string {
  const key = createHash('sha256')
    .update(`${java.home} ${java.version} ${library.fingerprint}`)
    .digest('hex');
  return join(cache, 'archives', `${program}-${key.slice(0, 16)}.jsa`);
}

/**
 * The archive, if it is there as it was made: a JVM that maps a damaged one is killed. Its seal says how large and how
 * old it is, and is written last.
 */
export async function usableArchive(archive: string): Promise<string | undefined> {
  const seal = await readFile(sealOf(archive), 'utf8').catch(() => undefined);
  return seal !== undefined && seal === (await likeness(archive)) ? archive : undefined;
}

/** The options that have a JVM start with an archive; it starts without one that does not fit. */
export function sharingOptions(archive: string | undefined): string[] {
  return archive === undefined ? [] : [`-XX:SharedArchiveFile=${archive}`, '-Xlog:cds=off'];
}

/** Says of an archive that it is whole. */
export async function sealArchive(archive: string): Promise<void> {
  const made = await likeness(archive);
  if (made !== undefined) await writeWhole(sealOf(archive), made);
}

function sealOf(archive: string): string {
  return `${archive}.seal`;
}

/** Whole seconds: some ways to copy a file keep no more. */
async function likeness(file: string): Promise<string | undefined> {
  const stats = await stat(file).catch(() => undefined);
  return stats?.isFile() ? `${stats.size} bytes of ${Math.floor(stats.mtimeMs / 1000)}` : undefined;
}

export interface ArchiveRequest {
  pid: number;
  jcmd: string;
  archive: string;
  /** Its classes are loaded only then. No archive is made if that takes longer than ten minutes. */
  after?: LogCondition;
}

export interface LogCondition {
  /** Absolute; the condition is true once a log below it has a line with this text. */
  folder: string;
  says: string;
}

/** Not a folder: the marker of the processes that make a stack's archives. */
export function archiveJobDir(stack: Stack): string {
  return join(stack.dir, 'archive-job');
}

/**
 * Makes the archives of running JVMs in a process of its own, one after another and at the lowest priority. It carries the
 * stack's marker, so that `down` ends it with the rest.
 */
export async function makeArchives(stack: Stack, requests: ArchiveRequest[]): Promise<void> {
  if (requests.length === 0) return;
  const job = join(packageRoot, 'dist', 'engines', 'local', 'java', 'archive-job.js');
  const { execa } = await import('execa');
  const child = execa(process.execPath, [job, JSON.stringify(requests)], {
    detached: true,
    cleanup: false,
    reject: false,
    stdio: 'ignore',
    env: serviceEnvironment(archiveJobDir(stack)),
    extendEnv: false,
  });
  child.unref();
}
