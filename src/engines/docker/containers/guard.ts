import type Docker from 'dockerode';
import { dockerFailure, statusOf } from '../daemon/failure.js';
import type { Seen } from './observe.js';

/** Podman before 5.0 cannot change the policy of a container: there nothing is restarted. */
const unsupported = [404, 405, 501];

/**
 * Has the daemon restart containers that fail, with its own growing delay, or not any more. It leaves alone what is stopped or
 * killed through it, as `down` and `kill` do.
 */
export async function guardContainers(docker: Docker, own: Seen[], restart: boolean): Promise<void> {
  const wanted = restart ? 'on-failure' : 'no';
  for (const { id, service } of own) {
    const container = docker.getContainer(id);
    try {
      const { HostConfig } = await container.inspect();
      const { Name: now = '' } = HostConfig.RestartPolicy ?? {};
      if ((now || 'no') === wanted) continue;
      await container.update({ RestartPolicy: { Name: wanted } });
    } catch (error) {
      if (!unsupported.includes(statusOf(error) ?? 0))
        throw dockerFailure(error, `setting the restart policy of ${service}`, { service });
    }
  }
}
