import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { systemCode } from '../../../shared/errors.js';
import { linesBelow } from '../logs.js';
import { sealArchive, usableArchive, type ArchiveRequest, type LogCondition } from './archive.js';

// The process that `makeArchives` starts. `jcmd … VM.cds static_dump` has the JVM write the list of its classes and
// start a second JVM that makes the archive from it (JDK 17, jdk.internal.misc.CDS): the service itself goes on.

setPriority(constants.priority.PRIORITY_LOW);
for (const request of JSON.parse(process.argv[2] ?? '[]') as ArchiveRequest[]) await makeArchive(request);

async function makeArchive({ pid, jcmd, archive, after }: ArchiveRequest): Promise<void> {
  if (after !== undefined && !(await comesTrue(after, pid))) return;
  // Another job may have made it meanwhile.
  if ((await usableArchive(archive)) !== undefined) return;
  await mkdir(dirname(archive), { recursive: true });
  await removeAbandoned(dirname(archive));
  const draft = `${archive}.${process.pid}.draft`;
  const dump = execa(jcmd, [String(pid), 'VM.cds', 'static_dump', draft], { reject: false, stdin: 'ignore' });
  const done = new AbortController();
  const calming = lowerDumpPriority(pid, done.signal);
  const { exitCode } = await dump;
  done.abort();
  await calming;
  if (exitCode === 0) {
    // A folder may have got into its place.
    await rm(archive, { recursive: true, force: true });
    await rename(draft, archive).then(
      async () => sealArchive(archive),
      () => undefined,
    );
  }
  await rm(draft, { force: true });
}

/** @returns false if the JVM ends first, or nothing comes for ten minutes */
async function comesTrue({ folder, says }: LogCondition, pid: number): Promise<boolean> {
  const ended = new AbortController();
  const watch = setInterval(() => {
    if (!runs(pid)) ended.abort();
  }, 1000);
  const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(600_000)]);
  try {
    for await (const lines of linesBelow(folder, { follow: true, signal }))
      if (lines.some(({ text }) => text.includes(says))) return true;
    return false;
  } finally {
    clearInterval(watch);
    // The other logs are still followed.
    ended.abort();
  }
}

/** What jobs that were killed have left: a draft is named after the process that makes it, and the JVM's lists after the draft. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const maker = /\.(\d+)\.draft/.exec(name)?.[1];
    if (maker !== undefined && !runs(Number(maker))) await rm(join(folder, name), { force: true });
  }
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** The dumping JVM is the service's child and has the service's priority; a start-up aid must not compete with work. */
async function lowerDumpPriority(parent: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const child of await dumpingChildren(parent)) {
      try {
        setPriority(child, constants.priority.PRIORITY_LOW);
        return;
      } catch {
        // It ended between the look and the call.
      }
    }
    await delay(20, undefined, { signal }).catch(() => undefined);
  }
}

async function dumpingChildren(parent: number): Promise<number[]> {
  const tasks = await readdir(`/proc/${parent}/task`).catch(() => []);
  const lists = await Promise.all(
    tasks.map((task) => readFile(`/proc/${parent}/task/${task}/children`, 'utf8').catch(() => '')),
  );
  return lists.join(' ').split(/\s+/).filter(Boolean).map(Number);
}
