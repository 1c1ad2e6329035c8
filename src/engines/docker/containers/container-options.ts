import { createHash } from 'node:crypto';
import type { ContainerContext, ContainerFile, ContainerRecipe } from '../../../services/docker-recipe.js';
import type { ServiceDefinition } from '../../../services/types.js';
import { instanceOf } from '../../../services/instances.js';
import type { Stack } from '../../engine.js';
import { projectName, stackLabels, labels } from './names.js';

/** A container as streamkit wants it, in no one's format yet. */
export interface ContainerOptions {
  name: string;
  /** Its host name in the network. */
  hostname: string;
  network: string;
  image: string;
  user: ContainerRecipe['user'];
  command: string[] | undefined;
  entrypoint?: string[] | undefined;
  /** Whether a first process that gathers orphans is put around the image's. */
  init: boolean;
  environment: Record<string, string>;
  ports: { published: number; inside: number }[];
  /** Named volumes by their folder in the container. */
  volumes: Record<string, string>;
  /** Folders of this machine, seen under the same path. */
  folders: string[];
  files: ContainerFile[];
  labels: Record<string, string>;
  stopGraceSeconds: number;
}

/** The containers of a service, in the order of its recipe. Pure. */
export function containerOptions(stack: Stack, service: ServiceDefinition): ContainerOptions[] {
  const hash = configHash(stack, service);
  return unlabelled(stack, service).map((options) => ({
    ...options,
    labels: {
      ...stackLabels(stack),
      [labels.service]: service.name,
      [labels.container]: options.hostname,
      [labels.config]: hash,
    },
  }));
}

/** Changes whenever a container of the service would be made in another way. Pure. */
export function configHash(stack: Stack, service: ServiceDefinition): string {
  return createHash('sha256')
    .update(JSON.stringify(unlabelled(stack, service)))
    .digest('hex')
    .slice(0, 16);
}

/** The image of a service's container: the one asked for, by service or product, else the usual one; always tagged. */
export function imageOf(
  images: Record<string, string>,
  service: ServiceDefinition,
  { image }: ContainerRecipe,
): string {
  const { name, group } = service;
  const chosen =
    images[name] ??
    images[instanceOf(service).of] ??
    (group === undefined ? undefined : images[group]) ??
    image;
  // Without a tag the daemon would pull every one that there is.
  return /[:@][^/]+$/.test(chosen) ? chosen : `${chosen}:latest`;
}

/** The images that services need, each once. */
export function imagesOf(images: Record<string, string>, services: ServiceDefinition[]): string[] {
  const all = services.flatMap((service) =>
    service.docker.containers.map((recipe) => imageOf(images, service, recipe)),
  );
  return [...new Set(all)];
}

/** The folders of this machine that a service's containers see. */
export function seenFolders(stack: Stack, service: ServiceDefinition): string[] {
  return unlabelled(stack, service).flatMap(({ folders }) => folders);
}

export function containerContext(stack: Stack, service: ServiceDefinition): ContainerContext {
  const { dir: stackDir, id: stackId, secret, security, exchange, instancesOf: hosts } = stack;
  const [published, instance] = [stack.portsOf(service.name), instanceOf(service)];
  return { stackDir, stackId, secret, ...(security && { security }), published, exchange, instance, hosts };
}

function unlabelled(stack: Stack, service: ServiceDefinition): Omit<ContainerOptions, 'labels'>[] {
  const project = projectName(stack);
  const published = stack.portsOf(service.name);
  const context = containerContext(stack, service);
  return service.docker.containers.map((recipe) => ({
    name: `${project}-${recipe.name}`,
    hostname: recipe.name,
    network: project,
    image: imageOf(stack.images, service, recipe),
    user: recipe.user,
    command: recipe.command,
    ...(recipe.entrypoint && { entrypoint: recipe.entrypoint }),
    init: recipe.init === true,
    environment: recipe.environment?.(context) ?? {},
    ports: Object.entries(recipe.ports).map(([name, inside]) => ({
      published: published(name),
      inside: inside === 'same' ? published(name) : inside,
    })),
    volumes: Object.fromEntries(
      Object.entries(recipe.volumes).map(([name, path]) => [path, `${project}-${recipe.name}-${name}`]),
    ),
    folders: [...new Set(recipe.folders?.(context) ?? [])],
    files: recipe.files?.(context) ?? [],
    stopGraceSeconds: recipe.stopGraceSeconds,
  }));
}
