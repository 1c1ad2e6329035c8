import { StreamkitError } from '../shared/errors.js';
import type { PortOf, ServiceDefinition } from '../services/types.js';

/** Ports by service and name. */
export type PortTable = Record<string, Record<string, number>>;

/**
 * The ports of services: as asked for, else as they were, else the defaults. Pure.
 * @param asked by `service` (its first port) or `service.port`
 */
export function assignPorts(
  services: ServiceDefinition[],
  known: PortTable,
  asked: Record<string, number>,
): PortTable {
  return Object.fromEntries(
    services.map(({ name, ports }) => [
      name,
      Object.fromEntries(
        ports.map((port, index) => [
          port.name,
          asked[`${name}.${port.name}`] ??
            (index === 0 ? asked[name] : undefined) ??
            known[name]?.[port.name] ??
            port.default,
        ]),
      ),
    ]),
  );
}

/** The names that `--port NAME=NUMBER` takes: the service for its first port, `service.port` for any. */
export function portNames(services: ServiceDefinition[]): string[] {
  return services.flatMap(({ name, ports }) => [name, ...ports.map((port) => `${name}.${port.name}`)]);
}

/** Two services of one stack at the same port, or undefined. */
export function clash(table: PortTable): { port: number; services: [string, string] } | undefined {
  const seen = new Map<number, string>();
  for (const [service, ports] of Object.entries(table)) {
    for (const port of Object.values(ports)) {
      const other = seen.get(port);
      if (other !== undefined) return { port, services: [other, service] };
      seen.set(port, service);
    }
  }
  return undefined;
}

export function portsOf(table: PortTable, service: string): PortOf {
  return (name) => {
    const port = table[service]?.[name];
    if (port === undefined) throw new StreamkitError('INTERNAL', `${service} has no port named ${name}.`);
    return port;
  };
}
