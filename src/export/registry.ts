import { saslMechanism } from '../services/settings/security.js';
import { clusterAddresses } from './addresses.js';
import { settingsFor, type ExportedStack } from './exported-stack.js';
import { part, type Part } from './object.js';
import { container, deployment, service, type Variable } from './pods.js';
import { withoutSecrets } from './secrets.js';

const caFolder = '/etc/kafka-ca';

/** Apicurio Registry, which keeps its schemas in Kafka: its pod has no data of its own. */
export function registryPart(stack: ExportedStack): Part {
  const { cluster, secure, services, versions } = stack;
  if (!services.includes('schema-registry')) return part('schema-registry.yaml', []);
  const { open, secret } = withoutSecrets(settingsFor(stack, 'schema-registry'), stack.passwords);
  const component = 'schema-registry';
  const pod = {
    containers: [
      container({
        name: 'registry',
        image: `apicurio/apicurio-registry-kafkasql:${versions['schema-registry'] ?? ''}`,
        ports: { http: 8080 },
        env: [
          { name: 'KAFKA_BOOTSTRAP_SERVERS', value: clusterAddresses(stack)['kafka'] ?? '' },
          { name: 'REGISTRY_CCOMPAT_USE_CANONICAL_HASH', value: 'true' },
          { name: 'REGISTRY_RULES_GLOBAL_COMPATIBILITY', value: 'BACKWARD' },
          ...(secure ? signIn : []),
          ...Object.entries(open).map(([name, value]) => ({ name: variable(name), value: String(value) })),
        ],
        memory: '512Mi',
        readiness: { httpGet: { path: '/health/ready', port: 'http' } },
        ...(secure && { mounts: [{ name: 'kafka-ca', mountPath: caFolder, readOnly: true }] }),
      }),
    ],
    ...(secure && {
      volumes: [{ name: 'kafka-ca', secret: { secretName: `${cluster}-cluster-ca-cert` } }],
    }),
  };
  const objects = [deployment(cluster, component, pod), service(cluster, component, { http: 8080 })];
  return part('schema-registry.yaml', objects, {
    leftOut: secret.map((name) => ({ what: `Registry setting ${name}`, why: 'Its value is a secret.' })),
  });
}

/** The Secret that Strimzi creates for the user `admin`. */
const signIn: Variable[] = [
  { name: 'REGISTRY_KAFKA_COMMON_SECURITY_PROTOCOL', value: 'SASL_SSL' },
  { name: 'REGISTRY_KAFKA_COMMON_SASL_MECHANISM', value: saslMechanism },
  {
    name: 'REGISTRY_KAFKA_COMMON_SASL_JAAS_CONFIG',
    valueFrom: { secretKeyRef: { name: 'admin', key: 'sasl.jaas.config' } },
  },
  { name: 'REGISTRY_KAFKA_COMMON_SSL_TRUSTSTORE_TYPE', value: 'PEM' },
  { name: 'REGISTRY_KAFKA_COMMON_SSL_TRUSTSTORE_LOCATION', value: `${caFolder}/ca.crt` },
];

/** How Quarkus reads a property from the environment. */
function variable(property: string): string {
  return property.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}
