import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { systemCode } from '../../errors.js';
import { identify, isAlive, markerVariable, type ProcessIdentity } from './process-table.js';

export interface Command {
  file: string;
  args: string[];
}

export interface Exit {
  code: number | undefined;
  signal: string | undefined;
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
export async function launch(command: Command, dir: string, log: string): Promise<LaunchedProcess> {
  await mkdir(dirname(log), { recursive: true });
  await setAsideLongLog(log);
  const output = await open(log, 'a');
  try {
    // A stream with a descriptor is handed to the process as it is, so that it goes on when we end.
    const stream = output.createWriteStream({ autoClose: false });
    const child = execa(command.file, command.args, {
      cwd: join(dir, 'tmp'),
      detached: true,
      cleanup: false,
      reject: false,
      stdin: 'ignore',
      stdout: stream,
      stderr: stream,
      env: serviceEnvironment(dir),
      extendEnv: false,
    });
    child.unref();
    const exited = child.then(({ exitCode, signal }) => ({ code: exitCode, signal }));
    const process = child.pid === undefined ? undefined : await identify(child.pid);
    if (process) return { process, exited };
    const result = await child;
    if (child.pid === undefined) throw new Error(`${command.file} could not be started`, { cause: result });
    return { process: { pid: child.pid, startTime: 'ended' }, exited };
  } finally {
    await output.close();
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
 * Ends a process: SIGTERM, and SIGKILL if it has not gone after `graceMs`.
 * @returns whether it ended by itself in time
 */
export async function terminate(target: ProcessIdentity, graceMs: number): Promise<boolean> {
  if (!(await isAlive(target))) return true;
  signal(target.pid, 'SIGTERM');
  // A stopped process takes the SIGTERM only once it runs again.
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

function signal(pid: number, name: NodeJS.Signals): void {
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
