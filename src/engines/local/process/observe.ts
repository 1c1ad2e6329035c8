import { join } from 'node:path';
import type { ServiceDefinition } from '../../../services/types.js';
import type { Observation, Stack } from '../../engine.js';
import { readEntry } from './ledger.js';
import { isAlive, isSuspended, memoryOf } from './process-table.js';

/** What is known of a service from its ledger and its process. */
export async function observation(stack: Stack, { name }: ServiceDefinition): Promise<Observation> {
  const entry = await readEntry(join(stack.dir, name));
  if (!entry) return { service: name, state: 'absent' };
  if (!(await isAlive(entry.process))) return { service: name, state: 'dead' };
  return {
    service: name,
    state: 'running',
    configHash: entry.configHash,
    suspended: await isSuspended(entry.process.pid),
    pid: entry.process.pid,
    startedAt: new Date(entry.startedAt),
    ...(entry.startedInMs === undefined ? {} : { startedInMs: entry.startedInMs }),
  };
}

/** Resident memory of the services that run, in bytes. */
export async function memoryByService(
  stack: Stack,
  services: ServiceDefinition[],
): Promise<Record<string, number>> {
  const memory: Record<string, number> = {};
  await Promise.all(
    services.map(async ({ name }) => {
      const entry = await readEntry(join(stack.dir, name));
      if (!entry || !(await isAlive(entry.process))) return;
      const bytes = await memoryOf(entry.process.pid);
      if (bytes !== undefined) memory[name] = bytes;
    }),
  );
  return memory;
}
