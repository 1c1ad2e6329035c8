import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { memoryOf } from '../../src/engines/local/process/process-table.js';
import { hostContext } from '../../src/engines/host-context.js';
import { instanceOf } from '../../src/services/instances.js';
import { stackOf } from '../../src/stack/session.js';
import type { Probe } from '../../src/services/types.js';
import type { Lab } from './lab.js';

/** A service as it ran: everything needed to run the same process without streamkit. */
interface Recording {
  name: string;
  /** The service that it is an instance of. */
  of: string;
  file: string;
  args: string[];
  env: Record<string, string>;
  dir: string;
  probe: Probe;
}

export interface PlainStart {
  wallSeconds: number;
  /** Proportional set size of all processes after a while of rest, in megabytes. */
  memoryMb: number;
}

/** What we give a JVM so that it starts fast and stays small, its heap's limit included; without it, the JVM's own defaults hold. Spark's own options need the one that is left. */
const ofTheJvm = /^-X(?!X:\+IgnoreUnrecognizedVMOptions$)/;

export const restMs = 5000;

/** Command lines and environments of a running stack, from /proc (Linux). */
export async function record(lab: Lab): Promise<Recording[]> {
  const session = await lab.session();
  const stack = stackOf(session, session.record);
  const { services } = await lab.status();
  const recordings = session.services.map(async (service): Promise<Recording[]> => {
    const pid = services.find(({ name }) => name === service.name)?.pid;
    if (pid === undefined) return [];
    const context = hostContext(stack, service);
    const [file = '', ...args] = await listIn(`/proc/${pid}/cmdline`);
    const environment = (await listIn(`/proc/${pid}/environ`)).map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)] as const;
    });
    const { name, readiness } = service;
    const plain = args.filter((argument) => !ofTheJvm.test(argument));
    const env = Object.fromEntries(environment);
    const { of } = instanceOf(service);
    return [{ name, of, file, args: plain, env, dir: context.dir, probe: readiness(context) }];
  });
  return (await Promise.all(recordings)).flat();
}

/**
 * Starts the services one after the other, each when the one before is ready, looks at their memory and ends them. Instances
 * of a service are started together: a ZooKeeper server alone is not ready.
 */
export async function startPlainly(recordings: Recording[]): Promise<PlainStart> {
  const running: ChildProcess[] = [];
  try {
    const started = performance.now();
    for (const service of new Set(recordings.map(({ of }) => of))) {
      const instances = recordings.filter(({ of }) => of === service);
      const children = await Promise.all(instances.map(start));
      running.push(...children.map(({ child }) => child));
      await Promise.all(children.map(async ({ recording, child }) => untilReady(recording, child)));
    }
    const wallSeconds = (performance.now() - started) / 1000;
    await delay(restMs);
    const sizes = await Promise.all(running.map(async ({ pid }) => (await memoryOf(pid ?? 0)) ?? 0));
    return { wallSeconds, memoryMb: sizes.reduce((sum, size) => sum + size, 0) / 1024 ** 2 };
  } finally {
    for (const child of running.reverse()) await end(child);
  }
}

async function start(recording: Recording): Promise<{ recording: Recording; child: ChildProcess }> {
  const { file, args, env, dir } = recording;
  const work = join(dir, 'tmp');
  await mkdir(work, { recursive: true });
  return { recording, child: spawn(file, args, { cwd: work, env, stdio: 'ignore' }) };
}

async function untilReady({ name, probe }: Recording, child: ChildProcess): Promise<void> {
  const giveUpAt = performance.now() + 300_000;
  for (;;) {
    try {
      await probe(AbortSignal.timeout(5000));
      return;
    } catch (error) {
      if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`, { cause: error });
      if (performance.now() > giveUpAt) throw new Error(`${name} did not answer`, { cause: error });
      await delay(50);
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(timer);
}

async function listIn(path: string): Promise<string[]> {
  return (await readFile(path, 'utf8')).split('\0').filter((part) => part !== '');
}
