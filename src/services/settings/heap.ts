import { entryOf } from '../catalogue.js';
import type { ContainerRecipe } from '../docker-recipe.js';
import type { ServiceDefinition } from '../types.js';

/** The largest heap of JVMs, such as `512m` or `2g`, by service or product. */
export type HeapTable = Record<string, string>;

/** In MiB. @param size digits and `m` or `g`, as in the JVM's `-Xmx` */
function mebibytes(size: string): number {
  return Number(size.slice(0, -1)) * (/g$/i.test(size) ? 1024 : 1);
}

/**
 * The services with the heaps that the user wants; what is not a JVM keeps its own. Pure.
 * @throws StreamkitError USAGE for an unknown service
 */
export function withHeap(services: ServiceDefinition[], table: HeapTable): ServiceDefinition[] {
  const wishFor = entryOf(services, table);
  return services.map((service) => {
    const size = wishFor(service);
    if (size === undefined) return service;
    const heapMb = mebibytes(size);
    const { local, docker } = service;
    return {
      ...service,
      ...(local?.kind === 'java' && { local: { ...local, heapMb } }),
      docker: { ...docker, containers: docker.containers.map((one) => inContainer(one, heapMb)) },
    };
  });
}

/** The images take JVM options from environment variables, each under a name of its own. */
function inContainer(container: ContainerRecipe, heapMb: number): ContainerRecipe {
  const { environment } = container;
  if (!environment) return container;
  return {
    ...container,
    environment: (context) =>
      Object.fromEntries(
        Object.entries(environment(context)).map(([name, value]) => [name, resized(value, heapMb)]),
      ),
  };
}

function resized(options: string, heapMb: number): string {
  return options
    .replace(/-Xmx\d+m/, `-Xmx${heapMb}m`)
    .replace(/-Xms(\d+)m/, (_, least: string) => `-Xms${Math.min(Number(least), heapMb)}m`);
}
