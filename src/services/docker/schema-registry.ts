import { probeHttp } from '../../health/probe.js';
import { replication } from '../settings/kafka-settings.js';
import { scheme } from '../settings/security.js';
import type { ContainerContext, DockerRecipe } from '../docker-recipe.js';
import { confluentVersion, propertiesAsEnvironment } from './confluent.js';
import { adminLogin, curlWithCa, httpsContainers, httpsSettings, imageUser } from './secured.js';

/** Confluent's own registry, which keeps its schemas in Kafka. */
export const schemaRegistryInDocker = {
  as: {
    title: 'Schema Registry (Confluent)',
    version: confluentVersion,
    endpoints: (port) => ({ http: `http://127.0.0.1:${port('http')}` }),
    readiness:
      ({ port, security }) =>
      async (signal) =>
        probeHttp(`${scheme(security)}://127.0.0.1:${port('http')}/subjects`, signal, security?.caFile),
  },
  containers: [
    {
      name: 'schema-registry',
      image: `confluentinc/cp-schema-registry:${confluentVersion}`,
      // Never SCHEMA_REGISTRY_PORT: the image refuses it.
      environment: (context) => ({
        SCHEMA_REGISTRY_HOST_NAME: 'schema-registry',
        SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS: context
          .hosts('kafka')
          .map((host) => `${context.security ? 'SASL_SSL' : 'PLAINTEXT'}://${host}:29092`)
          .join(','),
        SCHEMA_REGISTRY_KAFKASTORE_TOPIC_REPLICATION_FACTOR: String(
          replication(context.hosts('kafka').length).factor,
        ),
        SCHEMA_REGISTRY_LISTENERS: `${scheme(context.security)}://0.0.0.0:8081`,
        SCHEMA_REGISTRY_HEAP_OPTS: '-Xms64m -Xmx256m',
        ...propertiesAsEnvironment('SCHEMA_REGISTRY', security(context).open),
      }),
      ports: { http: 8081 },
      volumes: {},
      stopGraceSeconds: 20,
    },
  ],
  inside: { http: 'http://schema-registry:8081' },
  proof: ['curl', '--fail', '--silent', '--show-error', 'http://schema-registry:8081/subjects'],
} satisfies DockerRecipe;

/** How it signs in to the brokers, and its certificate. */
function security(context: ContainerContext) {
  const [login, https] = [adminLogin(context, 'kafkastore.'), httpsSettings(context, '')];
  return {
    open: {
      ...login.open,
      ...https.open,
      // Without it, the registry looks for a listener without TLS.
      ...(context.security && { 'inter.instance.protocol': 'https' }),
    },
    secret: { ...login.secret, ...https.secret },
  };
}

const { as, containers, proof } = schemaRegistryInDocker;

export const securedSchemaRegistryInDocker: DockerRecipe = {
  as: { ...as, endpoints: (port) => ({ http: `https://127.0.0.1:${port('http')}` }) },
  containers: httpsContainers(
    containers,
    'SCHEMA_REGISTRY',
    imageUser,
    (context) => security(context).secret,
  ),
  inside: { http: 'https://schema-registry:8081' },
  proof: curlWithCa(proof),
};
