import type Docker from 'dockerode';
import type { Stack } from '../../engine.js';
import type { ContainerOptions } from './container-options.js';
import { statusOf } from '../daemon/failure.js';
import { labels, ofStack, projectName, stackLabels } from './names.js';

/** The stack's network, made when it is not there. */
export async function ensureNetwork(docker: Docker, stack: Stack): Promise<void> {
  const name = projectName(stack);
  const found = await docker.listNetworks({ filters: ofStack(stack) });
  // Two of one name, as a start that was cut off may leave them, would be ambiguous.
  const [first, ...others] = found.filter((network) => network.Name === name);
  await Promise.all(others.map(async ({ Id }) => gone(docker.getNetwork(Id).remove())));
  if (first) return;
  await docker.createNetwork({
    Name: name,
    Driver: 'bridge',
    CheckDuplicate: true,
    Labels: stackLabels(stack),
  });
}

/** Makes a container's volumes as far as they are not there. */
export async function ensureVolumes(docker: Docker, stack: Stack, options: ContainerOptions): Promise<void> {
  const own = {
    ...stackLabels(stack),
    [labels.service]: options.labels[labels.service] ?? '',
    [labels.madeAt]: String(Date.now()),
  };
  await Promise.all(
    Object.values(options.volumes).map(async (name) => docker.createVolume({ Name: name, Labels: own })),
  );
}

/** When the first volume of each service that has one was made, in ms since 1970. */
export async function dataSince(docker: Docker, stack: Stack): Promise<Map<string, number>> {
  const { Volumes: volumes } = await docker.listVolumes({ filters: ofStack(stack) });
  const since = new Map<string, number>();
  for (const { Labels } of volumes) {
    const service = Labels[labels.service] ?? '';
    since.set(service, Math.min(Number(Labels[labels.madeAt]), since.get(service) ?? Infinity));
  }
  return since;
}

/** Removes containers, network and volumes of a stack: all that carries its label. */
export async function removeAll(docker: Docker, stack: Pick<Stack, 'dir'>): Promise<void> {
  const filters = ofStack(stack);
  const containers = await docker.listContainers({ all: true, filters });
  await Promise.all(containers.map(async ({ Id }) => removeContainer(docker, Id)));
  const networks = await docker.listNetworks({ filters });
  await Promise.all(networks.map(async ({ Id }) => gone(docker.getNetwork(Id).remove())));
  const { Volumes: volumes } = await docker.listVolumes({ filters });
  await Promise.all(volumes.map(async ({ Name }) => gone(docker.getVolume(Name).remove())));
}

/** Removes the volumes of one service, whose containers are gone. */
export async function removeVolumes(
  docker: Docker,
  stack: Pick<Stack, 'dir'>,
  service: string,
): Promise<void> {
  const { Volumes: volumes } = await docker.listVolumes({ filters: ofStack(stack) });
  const own = volumes.filter(({ Labels }) => Labels[labels.service] === service);
  await Promise.all(own.map(async ({ Name }) => gone(docker.getVolume(Name).remove())));
}

/** With its anonymous volumes: those of the image that we give no name. */
export async function removeContainer(docker: Docker, id: string): Promise<void> {
  await gone(docker.getContainer(id).remove({ force: true, v: true }));
}

/** What is not there any more, or being removed already, needs no removal. */
async function gone(removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    if (statusOf(error) === 404) return;
    if (statusOf(error) === 409 && /already in progress/.test(String(error))) return;
    throw error;
  }
}
