import { probeHttp } from '../health/probe.js';
import { schemaRegistryInDocker, securedSchemaRegistryInDocker } from './docker/schema-registry.js';
import { scheme } from './settings/security.js';
import type { ServiceDefinition } from './types.js';
import { registryUserSettings } from './settings/owned-settings.js';

/** Confluent's API is served below this path by Apicurio; clients take it as part of the registry's URL. */
export const registryPath = '/apis/ccompat/v7';

/**
 * Apicurio Registry with its Confluent-compatible API, kept in an H2 file. Confluent's own registry is not on Maven
 * Central. It needs no Kafka to run, so it starts beside it.
 */
export const schemaRegistry: ServiceDefinition = {
  name: 'schema-registry',
  title: 'Schema Registry (Apicurio)',
  version: '2.6.13.Final',
  needs: ['kafka'],
  single: 'one process holds its database',
  ports: [{ name: 'http', default: 8081 }],
  endpoints: (port) => ({ http: `http://127.0.0.1:${port('http')}${registryPath}` }),
  clients: ({ endpoint }) => ({
    variables: { SCHEMA_REGISTRY_URL: endpoint },
    properties: { 'schema.registry.url': endpoint },
    spring: { 'spring.kafka.properties.schema.registry.url': endpoint },
  }),
  readiness:
    ({ port, security }) =>
    async (signal) =>
      probeHttp(
        `${scheme(security)}://127.0.0.1:${port('http')}${registryPath}/subjects`,
        signal,
        security?.caFile,
      ),
  userSettings: registryUserSettings,
  secured: {
    endpoints: (port) => ({ http: `https://127.0.0.1:${port('http')}${registryPath}` }),
    docker: securedSchemaRegistryInDocker,
  },
  local: {
    kind: 'java',
    module: 'schema-registry',
    heapMb: 256,
    // By its class, and not with -jar: our own classes refuse requests of other sites.
    main: { class: 'io.quarkus.runner.GeneratedMain' },
    systemProperties: ({ dir, port, security }) => ({
      'quarkus.http.host': '127.0.0.1',
      ...(security
        ? {
            'quarkus.http.insecure-requests': 'disabled',
            'quarkus.http.ssl-port': String(port('http')),
            'quarkus.http.ssl.certificate.files': security.certificateFile,
            'quarkus.http.ssl.certificate.key-files': security.keyFile,
          }
        : { 'quarkus.http.port': String(port('http')) }),
      'quarkus.management.host': '127.0.0.1',
      // A schema is in the file before its id is answered; by default up to half a second later.
      'quarkus.datasource.jdbc.url': `jdbc:h2:file:${dir}/data/registry;WRITE_DELAY=0`,
      'quarkus.datasource.jdbc.initial-size': '2',
      'quarkus.datasource.jdbc.min-size': '2',
      'quarkus.datasource.jdbc.max-size': '16',
      'quarkus.transaction-manager.object-store.directory': `${dir}/data/transactions`,
      'quarkus.banner.enabled': 'false',
      'quarkus.log.console.format': "%d{yyyy-MM-dd'T'HH:mm:ss.SSSZ} %p %c{1}: %m%e%n",
      // As in Confluent's registry: a schema is found whatever its layout, and registered once.
      'registry.ccompat.use-canonical-hash': 'true',
      'registry.ccompat.max-subjects': '1000000',
      // Confluent's default; Apicurio's own is NONE.
      'registry.rules.global.compatibility': 'BACKWARD',
    }),
  },
  docker: schemaRegistryInDocker,
};
