import { probeHttp } from '../../health/probe.js';
import { replication } from '../settings/kafka-settings.js';
import type { DockerRecipe } from '../docker-recipe.js';
import { confluentVersion } from './confluent.js';

/** Confluent's own registry, which keeps its schemas in Kafka. */
export const schemaRegistryInDocker: DockerRecipe = {
  as: {
    title: 'Schema Registry (Confluent)',
    version: confluentVersion,
    endpoints: (port) => ({ http: `http://127.0.0.1:${port('http')}` }),
    readiness:
      ({ port }) =>
      async (signal) =>
        probeHttp(`http://127.0.0.1:${port('http')}/subjects`, signal),
  },
  containers: [
    {
      name: 'schema-registry',
      image: `confluentinc/cp-schema-registry:${confluentVersion}`,
      // Never SCHEMA_REGISTRY_PORT: the image refuses it.
      environment: ({ hosts }) => ({
        SCHEMA_REGISTRY_HOST_NAME: 'schema-registry',
        SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS: hosts('kafka')
          .map((host) => `PLAINTEXT://${host}:29092`)
          .join(','),
        SCHEMA_REGISTRY_KAFKASTORE_TOPIC_REPLICATION_FACTOR: String(
          replication(hosts('kafka').length).factor,
        ),
        SCHEMA_REGISTRY_LISTENERS: 'http://0.0.0.0:8081',
        SCHEMA_REGISTRY_HEAP_OPTS: '-Xms64m -Xmx256m',
      }),
      ports: { http: 8081 },
      volumes: {},
      stopGraceSeconds: 20,
    },
  ],
  inside: { http: 'http://schema-registry:8081' },
  proof: ['curl', '--fail', '--silent', '--show-error', 'http://schema-registry:8081/subjects'],
};
