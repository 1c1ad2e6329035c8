import { join } from 'node:path';
import type { ServiceDefinition } from '../../../services/types.js';
import type { Observation, Stack } from '../../engine.js';
import { isOutOfHeap, outOfHeap } from '../../../services/out-of-heap.js';
import { configHash } from '../config-hash.js';
import { lastLines, logPath } from '../logs.js';
import { readEntry } from './ledger.js';
import { cpuSecondsOf, isAlive, isSuspended, memoryOf } from './process-table.js';

/** What is known of a service from its ledger and its process. */
export async function observation(stack: Stack, service: ServiceDefinition): Promise<Observation> {
  const { name } = service;
  const entry = await readEntry(join(stack.dir, name));
  if (!entry) return { service: name, state: 'absent' };
  const restarts = entry.restarts && { restarts: { ...entry.restarts, at: new Date(entry.restarts.at) } };
  if (!(await isAlive(entry.process))) {
    const restarting = entry.keeper !== undefined && (await isAlive(entry.keeper));
    const why = (await diedOfHeap(join(stack.dir, name))) ? { why: outOfHeap } : {};
    return { service: name, state: 'dead', ...why, ...restarts, ...(restarting && { restarting }) };
  }
  if (entry.relay && !(await isAlive(entry.relay)))
    return { service: name, state: 'dead', why: 'its relay ended without being told to' };
  return {
    service: name,
    state: 'running',
    outdated: entry.configHash !== (await configHash(stack, service)),
    suspended: await isSuspended(entry.process.pid),
    pid: entry.process.pid,
    startedAt: new Date(entry.startedAt),
    ...restarts,
    ...(entry.startedInMs === undefined ? {} : { startedInMs: entry.startedInMs }),
  };
}

/** The JVM ends itself then, and prints why last. */
async function diedOfHeap(dir: string): Promise<boolean> {
  return isOutOfHeap((await lastLines(logPath(dir), 1)).join(''));
}

/** Resident memory of the services that run, in bytes. */
export async function memoryByService(
  stack: Stack,
  services: ServiceDefinition[],
): Promise<Record<string, number>> {
  return byService(stack, services, memoryOf);
}

/** CPU time that the services that run have used, in seconds. */
export async function cpuByService(
  stack: Stack,
  services: ServiceDefinition[],
): Promise<Record<string, number>> {
  return byService(stack, services, cpuSecondsOf);
}

async function byService(
  stack: Stack,
  services: ServiceDefinition[],
  measure: (pid: number) => Promise<number | undefined>,
): Promise<Record<string, number>> {
  const measured: Record<string, number> = {};
  await Promise.all(
    services.map(async ({ name }) => {
      const entry = await readEntry(join(stack.dir, name));
      if (!entry || !(await isAlive(entry.process))) return;
      const value = await measure(entry.process.pid);
      const helpers = [entry.relay, entry.keeper].filter((one) => one !== undefined);
      const ofHelpers = await Promise.all(helpers.map(async ({ pid }) => measure(pid)));
      if (value !== undefined)
        measured[name] = ofHelpers.reduce<number>((sum, one) => sum + (one ?? 0), value);
    }),
  );
  return measured;
}
