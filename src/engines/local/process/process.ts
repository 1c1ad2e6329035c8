import type { WriteStream } from 'node:fs';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCode } from '../../../shared/errors.js';
import type { Exit } from '../../engine.js';
import { identify, isAlive, markerVariable, type ProcessIdentity } from './process-table.js';

export interface Command {
  file: string;
  args: string[];
}

export interface LaunchedProcess {
  process: ProcessIdentity;
  /** Resolves when the process ends; never rejects. */
  exited: Promise<Exit>;
}

/** A log that has grown past this many bytes is set aside at the next start, as `<log>.1`. */
const logLimit = 64 * 1024 * 1024;
const pollMs = 20;

/**
 * Starts a process that outlives us, in a group of its own, its output appended to `log`.
 * Its environment is a clean one, and it works in the service's temporary folder: what a service does must not depend
 * on the shell that it was started from, and what it drops goes away with it.
 * @throws the system's error when the file cannot be executed
 */
export async function launch(
  command: Command,
  dir: string,
  log: string,
  environment: Record<string, string>,
): Promise<LaunchedProcess> {
  return withLog(log, async (output) => {
    const { execa } = await import('execa');
    const child = execa(command.file, command.args, {
      ...surroundings(dir, output, environment),
      detached: true,
      cleanup: false,
    });
    child.unref();
    const exited = child.then(({ exitCode, signal }) => ({ code: exitCode, signal }));
    if (child.pid === undefined)
      throw new Error(`${command.file} could not be started`, { cause: await child });
    // A process that is gone before we can look at it has ended: `exited` tells how.
    return { process: (await identify(child.pid)) ?? { pid: child.pid, startTime: 'ended' }, exited };
  });
}

/** Runs a process to its end in the same surroundings; it ends with us, or when the signal says so. */
export async function runToEnd(
  command: Command,
  dir: string,
  log: string,
  environment: Record<string, string>,
  signal: AbortSignal,
): Promise<Exit> {
  return withLog(log, async (output) => {
    const options = {
      ...surroundings(dir, output, environment),
      cancelSignal: signal,
      forceKillAfterDelay: 2000,
    };
    const { execa } = await import('execa');
    const { exitCode, signal: killedBy } = await execa(command.file, command.args, options);
    signal.throwIfAborted();
    return { code: exitCode, signal: killedBy };
  });
}

function surroundings(dir: string, output: WriteStream, environment: Record<string, string>) {
  return {
    cwd: join(dir, 'tmp'),
    env: { ...serviceEnvironment(dir), ...environment },
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    stdout: output,
    stderr: output,
  } as const;
}

/** A stream with a descriptor is handed to a process as it is, so that the process can write to it without us. */
async function withLog<Result>(log: string, use: (output: WriteStream) => Promise<Result>): Promise<Result> {
  await mkdir(dirname(log), { recursive: true });
  await setAsideLongLog(log);
  const file = await open(log, 'a');
  try {
    return await use(file.createWriteStream({ autoClose: false }));
  } finally {
    await file.close();
  }
}

export function serviceEnvironment(dir: string): Record<string, string> {
  const kept = ['PATH', 'HOME', 'USER', 'TZ'].flatMap((name): [string, string][] => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(kept), LANG: 'C.UTF-8', [markerVariable]: dir };
}

/**
 * Ends a process: `stopSignal`, and SIGKILL if it has not gone after `graceMs`.
 * @returns whether it ended by itself in time
 */
export async function terminate(
  target: ProcessIdentity,
  graceMs: number,
  stopSignal: NodeJS.Signals = 'SIGTERM',
): Promise<boolean> {
  if (!(await isAlive(target))) return true;
  signal(target.pid, stopSignal);
  // A stopped process handles the signal only once it runs again.
  signal(target.pid, 'SIGCONT');
  if (await gone(target, graceMs)) return true;
  await kill(target);
  return false;
}

export async function kill(target: ProcessIdentity): Promise<void> {
  if (!(await isAlive(target))) return;
  signal(target.pid, 'SIGKILL');
  await gone(target, 10_000);
}

/** Whether the process has ended within that time. */
async function gone(target: ProcessIdentity, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (await isAlive(target)) {
    if (Date.now() >= deadline) return false;
    await delay(pollMs);
  }
  return true;
}

/** Resolves when a process that is not our child ends; how it ended cannot be known. */
export async function watch(target: ProcessIdentity, abort: AbortSignal): Promise<Exit> {
  while (await isAlive(target)) await delay(200, undefined, { signal: abort });
  return { code: undefined, signal: undefined };
}

/** Sends a signal; one that has ended meanwhile is ignored. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') throw error;
  }
}

async function setAsideLongLog(log: string): Promise<void> {
  const size = await stat(log).then(
    (stats) => stats.size,
    () => 0,
  );
  if (size > logLimit) await rename(log, `${log}.1`);
}
