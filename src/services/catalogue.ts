import { StreamkitError } from '../errors.js';
import { closest } from '../closest.js';
import { hdfs } from './hdfs.js';
import { hive } from './hive.js';
import { kafka } from './kafka.js';
import { mysql } from './mysql.js';
import { schemaRegistry } from './schema-registry.js';
import { nimbus, supervisor } from './storm.js';
import type { KafkaMode, ServiceDefinition } from './types.js';
import { zookeeper } from './zookeeper.js';

/** Every service that streamkit knows, dependencies before dependants. A new service is a file and a line here. */
export function catalogue(kafkaMode: KafkaMode): ServiceDefinition[] {
  return [zookeeper, kafka(kafkaMode), schemaRegistry, nimbus, supervisor, mysql, hdfs, hive];
}

/** The service of that name. @throws StreamkitError USAGE with a did-you-mean */
export function findService(services: ServiceDefinition[], name: string): ServiceDefinition {
  const found = services.find((service) => service.name === name);
  if (!found) throw unknownService(services, name);
  return found;
}

/** The service of that name, or all of a product's. @throws StreamkitError USAGE with a did-you-mean */
export function findServices(services: ServiceDefinition[], name: string): ServiceDefinition[] {
  const found = services.filter((service) => service.name === name || service.group === name);
  if (found.length === 0) throw unknownService(services, name);
  return found;
}

function unknownService(services: ServiceDefinition[], name: string): StreamkitError {
  const names = [...new Set(services.flatMap((service) => [service.group ?? service.name, service.name]))];
  return new StreamkitError('USAGE', `There is no service named "${name}".`, {
    suggestions: [
      ...closest(name, names).map((near) => `Did you mean ${near}?`),
      `Services: ${names.join(', ')}`,
    ],
  });
}

/** The named services and all that they need, in the catalogue's order; all services for no name. */
export function withNeeds(services: ServiceDefinition[], names: string[]): ServiceDefinition[] {
  if (names.length === 0) return services;
  const wanted = new Set<string>();
  const add = (name: string) => {
    if (wanted.has(name)) return;
    wanted.add(name);
    findService(services, name).needs.forEach(add);
  };
  for (const name of names)
    findServices(services, name).forEach((service) => {
      add(service.name);
    });
  return services.filter((service) => wanted.has(service.name));
}

/** The named services and all that need them, in the catalogue's order; all services for no name. */
export function withDependants(services: ServiceDefinition[], names: string[]): ServiceDefinition[] {
  if (names.length === 0) return services;
  const wanted = new Set(names.flatMap((name) => findServices(services, name)).map(({ name }) => name));
  for (const service of services) {
    if (service.needs.some((need) => wanted.has(need))) wanted.add(service.name);
  }
  return services.filter((service) => wanted.has(service.name));
}
