import { replication } from '../services/settings/kafka-settings.js';
import { settingsFor, type ExportedStack, type ExportedTopic, type Settings } from './exported-stack.js';
import { objectName } from './names.js';
import { ofCluster, part, type KubernetesObject, type LeftOut, type Part } from './object.js';
import { withoutSecrets } from './secrets.js';

const strimzi = 'kafka.strimzi.io/v1';

/** Name of the secured listener, and of the open one. */
const listeners = {
  secure: { name: 'tls', port: 9093, type: 'internal', tls: true, authentication: { type: 'scram-sha-512' } },
  open: { name: 'plain', port: 9092, type: 'internal', tls: false },
};

/** A Kafka cluster in KRaft mode, with its node pools. */
export function kafkaPart(stack: ExportedStack): Part {
  const { cluster, secure, kafka } = stack;
  if (!kafka) return part('kafka.yaml', []);
  const { config, leftOut } = brokerConfig(stack, kafka.brokers);
  const object: KubernetesObject = {
    apiVersion: strimzi,
    kind: 'Kafka',
    metadata: { name: cluster },
    spec: {
      kafka: {
        listeners: [secure ? listeners.secure : listeners.open],
        ...(secure && { authorization: { type: 'simple', superUsers: ['admin'] } }),
        config,
      },
      entityOperator: { topicOperator: {}, ...(secure && { userOperator: {} }) },
    },
  };
  return part('kafka.yaml', [...nodePools(cluster, kafka.brokers), object], { leftOut });
}

/** One or three controllers: an even number survives no more losses than one less. */
function nodePools(cluster: string, brokers: number): KubernetesObject[] {
  const controllers = brokers >= 3 ? 3 : 1;
  if (controllers === brokers) return [nodePool(cluster, 'nodes', brokers, ['controller', 'broker'])];
  return [
    nodePool(cluster, 'controllers', controllers, ['controller']),
    nodePool(cluster, 'brokers', brokers, ['broker']),
  ];
}

function nodePool(cluster: string, name: string, replicas: number, roles: string[]): KubernetesObject {
  return {
    apiVersion: strimzi,
    kind: 'KafkaNodePool',
    metadata: { name, labels: ofCluster(cluster) },
    spec: {
      replicas,
      roles,
      storage: {
        type: 'jbod',
        volumes: [
          { id: 0, type: 'persistent-claim', size: '10Gi', deleteClaim: false, kraftMetadata: 'shared' },
        ],
      },
    },
  };
}

function brokerConfig(stack: ExportedStack, brokers: number): { config: Settings; leftOut: LeftOut[] } {
  const { factor, minInSync } = replication(brokers);
  const { open, secret } = withoutSecrets(settingsFor(stack, 'kafka'), stack.passwords);
  const refused = Object.keys(open).filter(ownedByStrimzi);
  const own = Object.entries(open).filter(([name]) => !refused.includes(name));
  const leftOut = [
    ...refused.map((name) => ({
      what: `Kafka setting ${name}`,
      why: 'Strimzi sets it; see listeners, authorization and storage in the Kafka object.',
    })),
    ...secret.map((name) => ({ what: `Kafka setting ${name}`, why: 'Its value is a secret.' })),
  ];
  const config = {
    'default.replication.factor': factor,
    'min.insync.replicas': minInSync,
    'offsets.topic.replication.factor': factor,
    'transaction.state.log.replication.factor': factor,
    'transaction.state.log.min.isr': minInSync,
    // As in the stack: a resource without ACLs is open to every user who signed in.
    ...(stack.secure && { 'allow.everyone.if.no.acl.found': true }),
    ...Object.fromEntries(own),
  };
  return { config, leftOut };
}

const strimzisOwn = [
  ...['listeners', 'advertised.', 'listener.', 'host.name', 'port', 'inter.broker.listener.name'],
  ...['broker.', 'node.id', 'process.roles', 'controller', 'zookeeper.', 'log.dir', 'metadata.log.dir'],
  ...['sasl.', 'ssl.', 'security.', 'password.', 'authorizer.', 'super.user', 'principal.builder.class'],
  ...['cruise.control.metrics.'],
];

/** Whether Strimzi refuses the broker setting, or ignores it with a warning. */
function ownedByStrimzi(name: string): boolean {
  const excepted = ['ssl.cipher.suites', 'ssl.enabled.protocols', 'ssl.protocol'];
  return !excepted.includes(name) && strimzisOwn.some((prefix) => name.startsWith(prefix));
}

/** Topics as objects of Strimzi's topic operator. A name that Kubernetes does not allow stays in `topicName`. */
export function topicObjects(cluster: string, topics: ExportedTopic[]): KubernetesObject[] {
  return topics.map(({ name, partitions, replication: replicas, configs }) => {
    const valid = objectName(name);
    return {
      apiVersion: strimzi,
      kind: 'KafkaTopic',
      metadata: { name: valid, labels: ofCluster(cluster) },
      spec: {
        ...(valid !== name && { topicName: name }),
        partitions,
        replicas,
        ...(Object.keys(configs).length > 0 && { config: configs }),
      },
    };
  });
}

/** Users of a secured stack. Strimzi generates their passwords. */
export function usersPart({ cluster, secure, users }: ExportedStack): Part {
  if (!secure) return part('users.yaml', []);
  const valid = users.filter(({ name }) => objectName(name) === name);
  const leftOut = users
    .filter((user) => !valid.includes(user))
    .map(({ name }) => ({
      what: `ACLs of User:${name}`,
      why: 'Kubernetes does not allow the name, and the name of a KafkaUser is the name that a client signs in with.',
    }));
  const objects = valid.map(({ name, acls }) => ({
    apiVersion: strimzi,
    kind: 'KafkaUser',
    metadata: { name, labels: ofCluster(cluster) },
    spec: {
      authentication: { type: 'scram-sha-512' },
      ...(acls.length > 0 && { authorization: { type: 'simple', acls } }),
    },
  }));
  return part('users.yaml', objects, { leftOut });
}
