import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { labels } from '../../src/engines/docker/containers/names.js';

/** Homes of tests begin so, which tells their stacks from the user's own. */
export const homePrefix = join(tmpdir(), 'streamkit-docker-');

/** All that the daemon has of any test's stack, by kind and name (for a daemon of the tests, also anonymous volumes). */
export async function leftoversOfTests(docker: Docker): Promise<string[]> {
  const filters = { label: [labels.dir] };
  const [containers, networks, { Volumes: volumes }] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
  ]);
  const ofTests = (own: Record<string, string> | undefined) =>
    own?.[labels.dir]?.startsWith(homePrefix) === true;
  return [
    ...containers.filter(({ Labels }) => ofTests(Labels)).map(({ Names }) => `container ${Names[0] ?? ''}`),
    ...networks.filter(({ Labels }) => ofTests(Labels)).map(({ Name }) => `network ${Name}`),
    ...volumes.filter(({ Labels }) => ofTests(Labels)).map(({ Name }) => `volume ${Name}`),
  ];
}
