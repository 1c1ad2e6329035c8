import { StreamkitError } from '../shared/errors.js';
import { didYouMean } from '../shared/closest.js';
import { suggest } from '../shared/suggestion.js';
import { connect } from './connect.js';
import { flinkSqlGateway } from './flink-sql.js';
import { flinkJobManager, flinkTaskManager } from './flink.js';
import { hdfs } from './hdfs.js';
import { hive } from './hive.js';
import { httpfs } from './httpfs.js';
import { kafka } from './kafka.js';
import { mysql } from './mysql.js';
import { schemaRegistry } from './schema-registry.js';
import { sparkMaster, sparkWorker } from './spark.js';
import { nimbus, supervisor } from './storm.js';
import { stormUi } from './storm-ui.js';
import { cassandra } from './stores/cassandra.js';
import { hbase } from './stores/hbase.js';
import { mongodb } from './stores/mongodb.js';
import { opensearch } from './stores/opensearch.js';
import { postgres } from './stores/postgres.js';
import { s3 } from './stores/s3.js';
import { instanceOf, instancesOf, withInstances } from './instances.js';
import type { EngineName, InstanceTable, KafkaMode, LocalService, ServiceDefinition } from './types.js';
import { zookeeper } from './zookeeper.js';

/**
 * Every service that streamkit knows, dependencies before dependants. A new service is a file and a line here.
 * @param instances of a stack that has services several times
 * @param options whether the stack has TLS and SASL, and (local engine only) relays before its brokers
 */
export function catalogue(
  kafkaMode: KafkaMode,
  engine: EngineName = 'local',
  instances: InstanceTable = {},
  { secure = false, relay = false }: { secure?: boolean | undefined; relay?: boolean | undefined } = {},
): ServiceDefinition[] {
  const all = [
    ...[zookeeper, kafka(kafkaMode), schemaRegistry, connect, mysql],
    ...[nimbus, supervisor, stormUi, hdfs, httpfs, hive],
    ...[flinkJobManager, flinkTaskManager, flinkSqlGateway, sparkMaster, sparkWorker],
    ...[postgres, s3, opensearch, cassandra, hbase, mongodb],
  ];
  const chosen = secure ? all.map((service) => ({ ...service, ...service.secured })) : all;
  const forEngine =
    engine === 'local'
      ? chosen.filter(runsLocally)
      : chosen.filter(runsInDocker).map((service) => ({ ...service, ...service.docker.as }));
  const local = relay && engine === 'local';
  return withInstances(forEngine.map(local ? behindRelay : withoutRelay), instances);
}

function behindRelay(service: ServiceDefinition): ServiceDefinition {
  return { ...service, ports: [...service.ports, ...Object.values(service.relayed ?? {})] };
}

function withoutRelay(service: ServiceDefinition): ServiceDefinition {
  return { ...service, relayed: undefined };
}

export function runsLocally(service: ServiceDefinition): service is LocalService {
  return service.local !== undefined;
}

function runsInDocker({ docker }: ServiceDefinition): boolean {
  return docker.containers.length > 0;
}

/** The catalogue of the local engine has no other services. @throws StreamkitError INTERNAL for one of Docker only */
export function asLocal(service: ServiceDefinition): LocalService {
  if (runsLocally(service)) return service;
  throw new StreamkitError('INTERNAL', `${service.name} runs in Docker only.`);
}

/** The service of that name. @throws StreamkitError USAGE with a did-you-mean */
export function findService(services: ServiceDefinition[], name: string): ServiceDefinition {
  const found = services.find((service) => service.name === name);
  if (!found) throw unknownService(services, name);
  return found;
}

/**
 * The services that a name stands for: all instances of a service, all services of a product, or one instance. `kafka`
 * names all brokers, `kafka-1` the first one. @throws StreamkitError USAGE with a did-you-mean
 */
export function findServices(services: ServiceDefinition[], name: string): ServiceDefinition[] {
  const found = services.filter((service) => {
    const { of, number } = instanceOf(service);
    return [service.name, service.group, of, `${of}-${number}`].includes(name);
  });
  if (found.length === 0) throw unknownService(services, name);
  return found;
}

/**
 * What a table by service or product has for a service: of several entries the last one.
 * @throws StreamkitError USAGE for a name that no service has
 */
export function entryOf<Entry>(
  services: ServiceDefinition[],
  table: Record<string, Entry>,
): (service: ServiceDefinition) => Entry | undefined {
  const entries = Object.entries(table).map(([name, entry]) => ({
    named: findServices(services, name),
    entry,
  }));
  return (service) => entries.findLast(({ named }) => named.includes(service))?.entry;
}

/** The services of these names, each once, in the catalogue's order. @throws StreamkitError USAGE with a did-you-mean */
export function chosenServices(services: ServiceDefinition[], names: string[]): ServiceDefinition[] {
  const chosen = new Set(names.flatMap((name) => findServices(services, name)));
  return services.filter((service) => chosen.has(service));
}

/** Every name that stands for services: products, and the services of those that have several. */
export function serviceNames(services: ServiceDefinition[]): string[] {
  return [...new Set(services.flatMap((service) => [service.group ?? service.name, service.name]))];
}

/** The same names; optional are those that stand for optional services only. */
export function namedServices(services: ServiceDefinition[]): { name: string; optional: boolean }[] {
  return serviceNames(services).map((name) => ({
    name,
    optional: findServices(services, name).every(({ optional }) => optional === true),
  }));
}

/** The services to show for a stack: all but optional ones that it does not have. @param has by name */
export function shownServices(
  services: ServiceDefinition[],
  has: (name: string) => boolean,
): ServiceDefinition[] {
  return services.filter(({ name, optional }) => !optional || has(name));
}

/** Whether a service of that name exists, but not on this engine: a setting of it can stay in a shared streamkit.yml. */
export function isOfOtherEngine(services: ServiceDefinition[], name: string): boolean {
  return ofOtherEngine(services, name) !== undefined;
}

function ofOtherEngine(services: ServiceDefinition[], name: string) {
  if (serviceNames(services).includes(name)) return undefined;
  for (const engine of ['docker', 'local'] as const) {
    const there = catalogue('zookeeper', engine);
    if (serviceNames(there).includes(name)) return { engine, only: findServices(there, name)[0]?.only };
  }
  return undefined;
}

function unknownService(services: ServiceDefinition[], name: string): StreamkitError {
  const other = ofOtherEngine(services, name);
  if (other) {
    const { engine, only } = other;
    const why = only === undefined ? '' : `: ${only}`;
    return new StreamkitError('USAGE', `Service ${name} exists on the ${engine} engine only${why}.`, {
      suggestions: [
        suggest(
          engine === 'docker' ? 'Make a stack on Docker' : 'Make a stack of local processes',
          ...['up', name, '--engine', engine, '--stack', 'NAME'],
        ),
      ],
    });
  }
  return new StreamkitError('USAGE', `There is no service named "${name}".`, {
    suggestions: didYouMean(name, serviceNames(services), 'Services'),
  });
}

/** The named services and all that they need, in the catalogue's order; all but the optional ones for no name. */
export function withNeeds(services: ServiceDefinition[], names: string[]): ServiceDefinition[] {
  if (names.length === 0) return services.filter(({ optional }) => !optional);
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

/** The services that a command works on, with their dependencies: those named, else those of streamkit.yml, else all. */
export function wantedServices(
  services: ServiceDefinition[],
  named: string[],
  configured: string[] | undefined,
): ServiceDefinition[] {
  return withNeeds(services, named.length > 0 ? named : (configured ?? []));
}

/**
 * The named services and their dependants, in the catalogue's order; all services for no name. Dependants of a scaled
 * service follow only when all of its instances are named.
 */
export function withDependants(services: ServiceDefinition[], names: string[]): ServiceDefinition[] {
  if (names.length === 0) return services;
  const wanted = new Set(names.flatMap((name) => findServices(services, name)).map(({ name }) => name));
  const allWanted = (need: string) =>
    instancesOf(services, need).every(({ name }) => wanted.has(name)) && wanted.has(need);
  for (const service of services) {
    if (service.needs.some(allWanted)) wanted.add(service.name);
  }
  return services.filter((service) => wanted.has(service.name));
}
