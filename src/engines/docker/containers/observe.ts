import type Docker from 'dockerode';
import type { ServiceDefinition } from '../../../services/types.js';
import type { Exit, Observation, Stack } from '../../engine.js';
import { statusOf } from '../daemon/failure.js';
import { configHash } from './container-options.js';
import { labels, ofStack } from './names.js';

/** One container as the daemon lists it. */
export interface Seen {
  id: string;
  service: string;
  /** Its name in the network. */
  container: string;
  configHash: string;
  /** Docker's word: created, running, paused, restarting, removing, exited, dead. */
  state: string;
}

/** All containers of a stack, whatever their state. */
export async function seenContainers(docker: Docker, stack: Pick<Stack, 'dir'>): Promise<Seen[]> {
  const found = await docker.listContainers({ all: true, filters: ofStack(stack) });
  return found
    .filter(({ Labels }) => Labels[labels.container] !== undefined)
    .map(({ Id, State, Labels }) => ({
      id: Id,
      service: Labels[labels.service] ?? '',
      container: Labels[labels.container] ?? '',
      configHash: Labels[labels.config] ?? '',
      state: State,
    }));
}

/** What is known of a service from its containers. */
export async function observation(
  docker: Docker,
  stack: Stack,
  service: ServiceDefinition,
  seen: Seen[],
): Promise<Observation> {
  const { name } = service;
  const { containers } = service.docker;
  // A leftover of a start that was cut off has never run; the next start removes it.
  const own = seen.filter((one) => one.service === name && one.state !== 'created');
  if (own.length === 0) return { service: name, state: 'absent' };
  const ended = own.find(({ state }) => ['exited', 'dead', 'restarting'].includes(state));
  if (ended) {
    const restarting = ended.state === 'restarting';
    const why = describeExit(await exitOf(docker, ended.id));
    return { service: name, state: 'dead', why, ...(restarting && { restarting }) };
  }
  const missing = containers.find(({ name: part }) => !own.some(({ container }) => container === part));
  if (missing) return { service: name, state: 'dead', why: `its container ${missing.name} is gone` };
  const starts = await Promise.all(own.map(async ({ id }) => startOf(docker, id)));
  const latest = Math.max(...starts.map(({ at }) => at));
  const count = starts.reduce((sum, { restarts }) => sum + restarts, 0);
  const current = configHash(stack, service);
  return {
    service: name,
    state: 'running',
    outdated: own.some((one) => one.configHash !== current),
    suspended: own.some(({ state }) => state === 'paused'),
    startedAt: new Date(latest),
    ...(count > 0 && { restarts: { count, at: new Date(latest) } }),
  };
}

/** Resolves when a container does not run any more, or is gone. @throws when aborted */
export async function waitForEnd(docker: Docker, id: string, signal: AbortSignal): Promise<void> {
  try {
    const options = { condition: 'not-running', abortSignal: signal } as Docker.ContainerWaitOptions;
    await docker.getContainer(id).wait(options);
  } catch (error) {
    signal.throwIfAborted();
    if (statusOf(error) !== 404) throw error;
  }
}

/** How a container ended. */
export async function exitOf(docker: Docker, id: string): Promise<Exit> {
  try {
    const { State: state } = await docker.getContainer(id).inspect();
    return {
      code: state.ExitCode,
      signal: undefined,
      ...(state.OOMKilled ? { why: 'out of memory' } : {}),
    };
  } catch (error) {
    if (statusOf(error) === 404) return { code: undefined, signal: undefined, why: 'it was removed' };
    throw error;
  }
}

function describeExit({ code, why }: Exit): string {
  if (why === 'out of memory') return 'it was killed: out of memory';
  if (code === 137) return 'it was killed (exit code 137)';
  return `it ended without being told to (exit code ${code ?? 'unknown'})`;
}

/** Resident memory of services whose containers run, in bytes. */
export async function memoryByService(
  docker: Docker,
  seen: Seen[],
  services: ServiceDefinition[],
): Promise<Record<string, number>> {
  const memory: Record<string, number> = {};
  const running = seen.filter(
    ({ service, state }) => state === 'running' && services.some(({ name }) => name === service),
  );
  await Promise.all(
    running.map(async ({ id, service }) => {
      const bytes = await memoryOf(docker, id).catch(unknownIfGone);
      if (bytes !== undefined) memory[service] = (memory[service] ?? 0) + bytes;
    }),
  );
  return memory;
}

/** CPU time that the running containers of services have used, in seconds. */
export async function cpuByService(
  docker: Docker,
  seen: Seen[],
  services: ServiceDefinition[],
): Promise<Record<string, number>> {
  const used: Record<string, number> = {};
  const running = seen.filter(
    ({ service, state }) => state === 'running' && services.some(({ name }) => name === service),
  );
  await Promise.all(
    running.map(async ({ id, service }) => {
      const stats = await statsOf(docker, id).catch(unknownIfGone);
      if (stats) used[service] = (used[service] ?? 0) + stats.cpu_stats.cpu_usage.total_usage / 1e9;
    }),
  );
  return used;
}

async function statsOf(docker: Docker, id: string) {
  return docker.getContainer(id).stats({ stream: false, 'one-shot': true } as { stream: false });
}

async function memoryOf(docker: Docker, id: string): Promise<number> {
  // Without `one-shot` the daemon takes two samples, a second apart; with it, it takes the next one of each second.
  const stats = await statsOf(docker, id);
  // As the docker command counts: without the page cache that can be given back at any time.
  const memory = stats.memory_stats as { usage?: number; stats?: { inactive_file?: number } };
  return Math.max(0, (memory.usage ?? 0) - (memory.stats?.inactive_file ?? 0));
}

async function startOf(docker: Docker, id: string): Promise<{ at: number; restarts: number }> {
  const { State: state, RestartCount: restarts } = await docker.getContainer(id).inspect();
  return { at: Date.parse(state.StartedAt), restarts };
}

function unknownIfGone(error: unknown): undefined {
  if (statusOf(error) !== 404) throw error;
}
