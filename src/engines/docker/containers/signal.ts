import type Docker from 'dockerode';
import { dockerFailure, statusOf } from '../daemon/failure.js';
import type { Seen } from './observe.js';
import { removeContainer } from './resources.js';

/** Sends a signal to running containers. SIGSTOP and SIGCONT go to all of their processes: the daemon pauses and resumes them. */
export async function signalContainers(docker: Docker, own: Seen[], name: NodeJS.Signals): Promise<void> {
  // One that waits for its restart has no process; it is not restarted any more.
  const ends = name !== 'SIGSTOP' && name !== 'SIGCONT';
  const restarting = own.filter(({ state }) => ends && state === 'restarting');
  for (const { id } of restarting) await docker.getContainer(id).stop();
  const running = own.filter(({ state }) => state === 'running' || state === 'paused');
  for (const { id, service, state } of running) {
    const container = docker.getContainer(id);
    try {
      if (name === 'SIGSTOP') await (state === 'paused' ? undefined : container.pause());
      else if (state === 'paused') await container.unpause();
      if (name !== 'SIGSTOP' && name !== 'SIGCONT') await container.kill({ signal: name });
      if (name === 'SIGKILL')
        await container.wait({ condition: 'not-running' } as Docker.ContainerWaitOptions);
    } catch (error) {
      // It has ended meanwhile.
      if (![404, 409].includes(statusOf(error) ?? 0))
        throw dockerFailure(error, `sending ${name} to ${service}`, { service });
    }
  }
}

/** Stops a service's containers and removes them, last ones first: what came last in the recipe builds on what came first. */
export async function stopContainers(docker: Docker, own: Seen[], service: string): Promise<void> {
  // A paused container does not react to SIGTERM.
  const paused = own.filter(({ state }) => state === 'paused');
  await signalContainers(docker, paused, 'SIGCONT');
  for (const { id } of own.toReversed()) {
    try {
      // How long it may take, the container knows itself. One that has ended is answered with 304.
      await docker.getContainer(id).stop();
    } catch (error) {
      if (![304, 404].includes(statusOf(error) ?? 0))
        throw dockerFailure(error, `stopping ${service}`, { service });
    }
    await removeContainer(docker, id);
  }
}
