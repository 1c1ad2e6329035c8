import { connectTopics, distributedWorker } from '../services/settings/connect-settings.js';
import { saslMechanism } from '../services/settings/security.js';
import { clusterAddresses } from './addresses.js';
import { connectorObject } from './connectors.js';
import { buildPlugins } from './connect-plugins.js';
import { settingsFor, type ExportedStack, type Settings } from './exported-stack.js';
import { part, type KubernetesObject, type LeftOut, type Part } from './object.js';
import { withoutSecrets } from './secrets.js';

/** Workers of Kafka Connect with the plugins built into their image, and the connectors. */
export function connectPart(stack: ExportedStack): Part {
  const { cluster, connect, connectors, targets } = stack;
  if (!connect) return part('connect.yaml', []);
  const created = connectors.map((connector) => connectorObject(stack, connector));
  const keys = Object.assign({}, ...created.map((one) => one.keys)) as Record<string, string>;
  const secretName = `${cluster}-connector-secrets`;
  const hasSecrets = Object.keys(keys).length > 0;
  const { built, leftOut: unbuilt } = buildPlugins(stack.plugins, connectors, connect.version);
  const pushSecret = `${cluster}-image-push`;
  const { config, leftOut: unset } = workerConfig(stack);
  const worker: KubernetesObject = {
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaConnect',
    metadata: {
      name: `${cluster}-connect`,
      annotations: { 'strimzi.io/use-connector-resources': 'true' },
    },
    spec: {
      replicas: connect.workers,
      bootstrapServers: clusterAddresses(stack)['kafka'] ?? '',
      groupId: 'connect-cluster',
      configStorageTopic: connectTopics['config.storage.topic'],
      offsetStorageTopic: connectTopics['offset.storage.topic'],
      statusStorageTopic: connectTopics['status.storage.topic'],
      ...(stack.secure && signIn(cluster)),
      config,
      ...(built.length > 0 && {
        build: {
          output: { type: 'docker', image: `${targets.images}/connect:latest`, pushSecret },
          plugins: built,
        },
      }),
      ...(hasSecrets && {
        template: { connectContainer: { env: variablesFrom(secretName, Object.keys(keys)) } },
      }),
    },
  };
  return part('connect.yaml', [worker, ...created.map(({ object }) => object)], {
    secrets: hasSecrets ? [{ name: secretName, keys }] : [],
    leftOut: [...unbuilt, ...unset, ...created.flatMap(({ leftOut }) => leftOut)],
  });
}

/** As in the stack, Connect signs in as the super user: connectors may need any topic. */
function signIn(cluster: string) {
  return {
    tls: { trustedCertificates: [{ secretName: `${cluster}-cluster-ca-cert`, pattern: '*.crt' }] },
    authentication: {
      type: saslMechanism.toLowerCase(),
      username: 'admin',
      passwordSecret: { secretName: 'admin', password: 'password' },
    },
  };
}

/** Connectors name them as `${env:NAME}`. */
function variablesFrom(secretName: string, keys: string[]) {
  return keys.map((key) => ({ name: key, valueFrom: { secretKeyRef: { name: secretName, key } } }));
}

const strimzisOwn = [
  ...['ssl.', 'sasl.', 'security.', 'listeners', 'plugin.path', 'rest.', 'bootstrap.servers', 'group.id'],
  ...['config.storage.topic', 'offset.storage.topic', 'status.storage.topic'],
  ...['consumer.interceptor.classes', 'producer.interceptor.classes', 'plugin.discovery'],
];

function workerConfig(stack: ExportedStack): { config: Settings; leftOut: LeftOut[] } {
  const brokers = stack.kafka?.brokers ?? 1;
  const workers = stack.connect?.workers ?? 1;
  const { open, secret } = withoutSecrets(settingsFor(stack, 'connect'), stack.passwords);
  const refused = Object.keys(open).filter((name) => strimzisOwn.some((prefix) => name.startsWith(prefix)));
  const own = Object.entries(open).filter(([name]) => !refused.includes(name));
  const factors = Object.entries(distributedWorker(brokers, workers)).filter(([name]) =>
    name.endsWith('.replication.factor'),
  );
  const json = 'org.apache.kafka.connect.json.JsonConverter';
  const config = {
    ...Object.fromEntries(factors),
    'key.converter': json,
    'value.converter': json,
    'config.providers': 'env',
    'config.providers.env.class': 'org.apache.kafka.common.config.provider.EnvVarConfigProvider',
    ...Object.fromEntries(own),
  };
  const leftOut = [
    ...refused.map((name) => ({ what: `Connect setting ${name}`, why: 'Strimzi sets it.' })),
    ...secret.map((name) => ({ what: `Connect setting ${name}`, why: 'Its value is a secret.' })),
  ];
  return { config, leftOut };
}
