import { findServices } from '../catalogue.js';
import type { ServiceDefinition } from '../types.js';

/** Whether services are restarted when they end by themselves, by service or product. */
export type RestartTable = Record<string, boolean>;

/** The services as the user wants them restarted. Pure. @throws StreamkitError USAGE for an unknown service */
export function withRestart(services: ServiceDefinition[], table: RestartTable): ServiceDefinition[] {
  const wishes = Object.entries(table).map(([name, restart]) => ({
    named: findServices(services, name),
    restart,
  }));
  return services.map((service) => {
    const wish = wishes.findLast(({ named }) => named.includes(service));
    return wish ? { ...service, restart: wish.restart } : service;
  });
}
