import { entryOf } from '../catalogue.js';
import type { ServiceDefinition } from '../types.js';

/** Whether services are restarted when they end by themselves, by service or product. */
export type RestartTable = Record<string, boolean>;

/** The services as the user wants them restarted. Pure. @throws StreamkitError USAGE for an unknown service */
export function withRestart(services: ServiceDefinition[], table: RestartTable): ServiceDefinition[] {
  const wishFor = entryOf(services, table);
  return services.map((service) => {
    const restart = wishFor(service);
    return restart === undefined ? service : { ...service, restart };
  });
}
