import { StreamkitError } from '../shared/errors.js';
import { didYouMean } from '../shared/closest.js';
import { suggest } from '../shared/suggestion.js';
import type { DockerRecipe } from './docker-recipe.js';
import type { Instance, InstanceTable, ServiceDefinition } from './types.js';

/** The instance that a definition stands for; the only one where the service is not scaled. */
export function instanceOf({ name, instance }: ServiceDefinition): Instance {
  return instance ?? { of: name, number: 1, count: 1, founders: 1 };
}

/** All instances of the service that one of them belongs to, in their order. @param name of any instance */
export function instancesOf(services: ServiceDefinition[], name: string): ServiceDefinition[] {
  const one = services.find((service) => service.name === name);
  const of = one ? instanceOf(one).of : name;
  return services.filter((service) => instanceOf(service).of === of);
}

/** `kafka`, `kafka-2`, `kafka-3`: the first instance has the service's own name. */
export function instanceName(service: string, number: number): string {
  return number === 1 ? service : `${service}-${number}`;
}

export function instanceNames(service: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => instanceName(service, index + 1));
}

/**
 * The services with every instance that the stack has, each a definition of its own with its own name, ports and
 * containers. A service that needs a scaled one needs all of its instances. Pure.
 */
export function withInstances(services: ServiceDefinition[], table: InstanceTable): ServiceDefinition[] {
  const names = (service: string) => instanceNames(service, table[service]?.count ?? 1);
  const all = (list: string[]) => list.flatMap(names);
  return services.flatMap((service) => {
    const { docker, local } = service;
    const { count, founders } = table[service.name] ?? { count: 1, founders: 1 };
    const shared = {
      ...service,
      needs: all(service.needs),
      ...(local && { local: { ...local, ...(local.after && { after: all(local.after) }) } }),
      docker: { ...docker, ...(docker.after && { after: all(docker.after) }) },
    };
    if (count === 1) return [shared];
    return names(service.name).map((_, index) =>
      oneInstance(shared, { of: service.name, number: index + 1, count, founders }),
    );
  });
}

function oneInstance(service: ServiceDefinition, instance: Instance): ServiceDefinition {
  const { number } = instance;
  const { ports: more = [], stopGraceSeconds } = service.scalable ?? {};
  const ports = [...service.ports, ...more];
  const { local } = service;
  return {
    ...service,
    ...(local &&
      stopGraceSeconds !== undefined && { local: { ...local, stopGraceMs: stopGraceSeconds * 1000 } }),
    name: instanceName(service.name, number),
    instance,
    ports: ports.map((port) => ({ ...port, default: port.default + (number - 1) * (port.step ?? 1) })),
    docker: number === 1 ? service.docker : inContainers(service.docker, number),
  };
}

/** The container NAME of another instance is NAME-2; the addresses for containers follow. */
function inContainers(docker: DockerRecipe, number: number): DockerRecipe {
  const names = docker.containers.map(({ name }) => name).join('|');
  const host = new RegExp(`(^|//)(${names})(?=[:/]|$)`);
  const own = (address: string) =>
    address.replace(host, (_, before: string, name: string) => before + instanceName(name, number));
  return {
    ...docker,
    containers: docker.containers.map((container) => ({
      ...container,
      name: instanceName(container.name, number),
    })),
    inside: Object.fromEntries(Object.entries(docker.inside).map(([name, address]) => [name, own(address)])),
    proof: docker.proof.map(own),
  };
}

/**
 * How many instances of each service the stack will have. Pure.
 * @param services without instances
 * @param kept what the stack has; a service that it has once may be missing
 * @param has whether the stack includes a service already
 * @throws StreamkitError USAGE for what cannot be scaled, or not like this
 */
export function decideInstances(
  services: ServiceDefinition[],
  kept: InstanceTable,
  has: (service: string) => boolean,
  asked: Record<string, number>,
): InstanceTable {
  const table = { ...kept };
  for (const [name, count] of Object.entries(asked)) {
    const service = scalableService(services, name);
    const max = service.scalable?.max ?? 1;
    if (count < 1 || count > max) {
      throw new StreamkitError(
        'USAGE',
        `${name} cannot run as ${count} instances: 1 to ${max} are possible.`,
        {
          service: name,
          ...(count < 1 ? { suggestions: [suggest('Stop it', 'down', name)] } : {}),
        },
      );
    }
    const now = kept[name] ?? (has(name) ? { count: 1, founders: 1 } : undefined);
    if (now) refuseChange(service, now, count);
    table[name] = { count, founders: now?.founders ?? count };
  }
  return Object.fromEntries(Object.entries(table).filter(([, { count, founders }]) => count + founders > 2));
}

function scalableService(services: ServiceDefinition[], name: string): ServiceDefinition {
  const service = services.find((one) => one.name === name);
  if (service?.scalable) return service;
  const scalable = services.filter((one) => one.scalable).map((one) => one.name);
  if (!service) {
    throw new StreamkitError('USAGE', `There is no service named "${name}" to scale.`, {
      suggestions: didYouMean(name, scalable, 'Services with instances'),
    });
  }
  throw new StreamkitError(
    'USAGE',
    `${name} cannot be scaled: ${service.single ?? 'streamkit runs one instance of it'}.`,
    { service: name, suggestions: [`Services with instances: ${scalable.join(', ')}`] },
  );
}

function refuseChange(
  { name, scalable }: ServiceDefinition,
  { count: now, founders }: { count: number; founders: number },
  count: number,
): void {
  const reason =
    count !== now && scalable?.fixed !== undefined
      ? scalable.fixed
      : count < founders
        ? scalable?.keepsFounders
        : undefined;
  if (reason === undefined) return;
  throw new StreamkitError('USAGE', `${name} cannot change from ${now} to ${count}: ${reason}.`, {
    service: name,
    suggestions: [
      suggest('Delete the stack with its data, then create it with the new number', 'down', '--data'),
      suggest('Or create another stack', 'up', '--scale', `${name}=${count}`, '--stack', 'NAME'),
    ],
  });
}
