import { join } from 'node:path';
import type { RemoteContext } from '../contexts/open-context.js';
import type { ClientSettings } from '../services/settings/clients.js';
import type { Session } from './session.js';
import { endpointOf, runningStack } from './endpoint.js';

/**
 * The settings of all services that the stack was brought up with, whether they run now or not; all empty before its
 * first `up`.
 */
export function clientSettings(
  session: Session,
  { secrets, addressOf = endpointOf }: { secrets: boolean; addressOf?: typeof endpointOf },
): ClientSettings {
  const all: ClientSettings = { variables: {}, properties: {}, spring: {} };
  if (session.context) return contextSettings(session.context);
  for (const service of session.services) {
    // Clients of a service with several instances are told the addresses of all of them at once.
    if (!service.clients || (service.instance?.number ?? 1) > 1) continue;
    if (session.record?.ports[service.name] === undefined) continue;
    const { dir, secret, security } = runningStack(session, service.name);
    const place = {
      endpoint: addressOf(session, service.name),
      dir: join(dir, service.name),
      secret,
      security,
    };
    const { variables, properties, spring } = service.clients({ ...place, secrets });
    Object.assign(all.variables, variables);
    Object.assign(all.properties, properties);
    Object.assign(all.spring, spring);
  }
  return all;
}

/** Addresses of a context. Secrets stay in the file that the user has for it. */
function contextSettings({ cluster, propertiesFile }: RemoteContext): ClientSettings {
  const { brokers, registry, connect, tls, sasl } = cluster;
  const servers = brokers.join(',');
  const protocol = `${sasl ? 'SASL_' : ''}${tls ? 'SSL' : 'PLAINTEXT'}`;
  return {
    variables: {
      KAFKA_BOOTSTRAP_SERVERS: servers,
      KAFKA_SECURITY_PROTOCOL: protocol,
      ...(sasl && { KAFKA_SASL_MECHANISM: sasl.mechanism.toUpperCase() }),
      ...(propertiesFile !== undefined && { KAFKA_CLIENT_PROPERTIES: propertiesFile }),
      ...(registry && { SCHEMA_REGISTRY_URL: registry.url }),
      ...(connect && { CONNECT_URL: connect.url }),
    },
    properties: {
      'bootstrap.servers': servers,
      'security.protocol': protocol,
      ...(registry && { 'schema.registry.url': registry.url }),
    },
    spring: { 'spring.kafka.bootstrap-servers': servers, 'spring.kafka.security.protocol': protocol },
  };
}
