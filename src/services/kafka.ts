import { join } from 'node:path';
import { kraftKafkaInDocker, zookeeperKafkaInDocker } from './docker/kafka.js';
import { securedKraftInDocker, securedZookeeperKafkaInDocker } from './docker/secured-kafka.js';
import { distrustFalseCleanShutdown } from './settings/kafka-data.js';
import {
  anotherCluster,
  brokerRegistration,
  brokerSettings,
  directoryId,
  isController,
  staleRegistration,
} from './settings/kafka-settings.js';
import {
  adminAccess,
  kafkaClients,
  securitySettings,
  userForConfigs,
  users,
  usersForFormat,
} from './settings/kafka-security.js';
import { addressList, log4jFile, log4jOption, propertiesFile } from './settings/properties.js';
import type { KafkaMode, JavaRecipe, RecipeContext, Scalable, ServiceDefinition } from './types.js';
import { kafkaUserSettings } from './settings/owned-settings.js';

/** A broker: Kafka 3.9 with ZooKeeper (the last line that can), or Kafka 4 as its own controller. */
export function kafka(mode: KafkaMode): ServiceDefinition {
  const kraft = mode === 'kraft';
  return {
    name: 'kafka',
    title: kraft ? 'Apache Kafka (KRaft)' : 'Apache Kafka (ZooKeeper)',
    version: kraft ? '4.3.1' : '3.9.2',
    scalable: kraft ? { ...scalable, ...quorumMember } : scalable,
    needs: kraft ? [] : ['zookeeper'],
    ports: [
      { name: 'client', default: 9092, step: 2 },
      ...(kraft ? [{ name: 'controller', default: 9093, step: 2 }] : []),
    ],
    relayed: {
      client: { name: 'direct', default: 19_092, step: 2, hidden: true },
      ...(kraft && { controller: { name: 'direct-controller', default: 19_093, step: 2, hidden: true } }),
    },
    endpoints: (port) => ({ client: `127.0.0.1:${port('client')}` }),
    clients: kafkaClients,
    readiness:
      ({ dir, port, security }) =>
      async (signal) =>
        (await import('../kafka/wire/probe.js')).probeKafka(
          {
            address: { host: '127.0.0.1', port: port('client') },
            dataDir: `${dir}/data`,
            ...(security && { access: async () => adminAccess(security) }),
          },
          signal,
        ),
    userSettings: kafkaUserSettings,
    ...(!kraft && { deaths: [anotherCluster] }),
    local: { ...broker, ...(kraft ? kraftBroker : zookeeperBroker) },
    secured: {
      local: { ...broker, ...(kraft ? securedKraftBroker : securedZookeeperBroker) },
      docker: kraft ? securedKraftInDocker : securedZookeeperKafkaInDocker,
    },
    docker: kraft ? kraftKafkaInDocker : zookeeperKafkaInDocker,
  };
}

const scalable: Scalable = {
  max: 9,
  listed: true,
  joined: async (clients, brokers, signal) =>
    (await import('../kafka/brokers/replicate-internal.js')).replicateInternalTopics(
      clients,
      brokers,
      signal,
    ),
  leaving: async (clients, staying, signal) =>
    (await import('../kafka/brokers/move-off.js')).moveOffBrokers(clients, staying, signal),
};

const quorumMember: Partial<Scalable> = {
  keepsFounders:
    'its first instances are the controllers of the KRaft quorum, which streamkit does not change',
  // When all stop, the last one waits for a quorum that has gone. A killed broker recovers its logs at the next start.
  stopGraceSeconds: 10,
};

const broker = {
  kind: 'java',
  heapMb: 256,
  main: { class: 'kafka.Kafka' },
  systemProperties: ({ dir }) => log4jOption(dir),
  arguments: ({ dir }) => [`${dir}/conf/server.properties`],
  repair: async ({ dir }) => distrustFalseCleanShutdown(`${dir}/data`),
  stopGraceMs: 30_000,
} satisfies Partial<JavaRecipe>;

const zookeeperBroker = {
  module: 'kafka-3',
  files: (context) => ({
    'conf/log4j.properties': log4jFile,
    'conf/server.properties': propertiesFile({
      ...brokerSettings(context.instance),
      'log.dirs': `${context.dir}/data`,
      'broker.id': context.instance.number,
      listeners: listener(context, context.listenPort),
      'advertised.listeners': listener(context),
      ...securitySettings(context, 'kafka.security.authorizer.AclAuthorizer'),
      'zookeeper.connect': addressList(context.peers('zookeeper')),
      ...brokerRegistration,
      // Brokers that stop together wait for each other this often, three times.
      ...(context.instance.count === 1 ? {} : { 'controlled.shutdown.retry.backoff.ms': 500 }),
    }),
  }),
  transientFailure: staleRegistration,
} satisfies Partial<JavaRecipe>;

const kraftBroker = {
  module: 'kafka-4',
  files: (context) => ({
    'conf/log4j.properties': log4jFile,
    'conf/server.properties': propertiesFile({
      ...brokerSettings(context.instance),
      'log.dirs': `${context.dir}/data`,
      'process.roles': isController(context.instance) ? 'broker,controller' : 'broker',
      'node.id': context.instance.number,
      listeners: kraftListeners(context, context.listenPort),
      // Kafka derives the controller's where it is not another one.
      'advertised.listeners':
        context.listenPort === context.port ? listener(context) : kraftListeners(context),
      ...securitySettings(context, 'org.apache.kafka.metadata.authorizer.StandardAuthorizer'),
      'controller.listener.names': 'CONTROLLER',
      'controller.quorum.bootstrap.servers': addressList(controllers(context)),
    }),
  }),
  initialise: {
    makes: 'data/meta.properties',
    mainClass: 'kafka.tools.StorageTool',
    arguments: (context) => [
      'format',
      ...quorum(context),
      '-t',
      context.stackId,
      '-c',
      `${context.dir}/conf/server.properties`,
    ],
  },
} satisfies Partial<JavaRecipe>;

const usersFile = (context: RecipeContext) => join(context.dir, 'conf/users.args');

const securedKraftBroker = {
  ...kraftBroker,
  files: (context) => ({
    ...kraftBroker.files(context),
    'conf/users.args': usersForFormat(context),
  }),
  initialise: {
    ...kraftBroker.initialise,
    arguments: (context) => [...kraftBroker.initialise.arguments(context), `@${usersFile(context)}`],
  },
} satisfies Partial<JavaRecipe>;

const securedZookeeperBroker = {
  ...zookeeperBroker,
  after: ['zookeeper'],
  files: (context) => ({
    ...zookeeperBroker.files(context),
    ...Object.fromEntries(users(context).map((one) => [`conf/users/${one.user}`, userForConfigs(one)])),
  }),
  initialise: {
    makes: 'data/users-created',
    mainClass: 'streamkit.kafka.CreateUsers',
    arguments: (context) => [
      addressList(context.peers('zookeeper')),
      `${context.dir}/conf/users`,
      `${context.dir}/data/users-created`,
    ],
  },
} satisfies Partial<JavaRecipe>;

/** How a node learns of the controllers when its folder is formatted. */
function quorum(context: RecipeContext): string[] {
  const { instance, stackId } = context;
  if (!isController(instance)) return ['--no-initial-controllers'];
  if (instance.founders === 1) return ['--standalone'];
  const voters = controllers(context).map(
    ({ host, port }, index) => `${index + 1}@${host}:${port}:${directoryId(stackId, index + 1)}`,
  );
  return ['--initial-controllers', voters.join(',')];
}

function controllers({ instance, peers }: RecipeContext) {
  return peers(instance.of, 'controller').slice(0, instance.founders);
}

function listener({ port, security }: RecipeContext, at = port): string {
  return `${security ? 'SASL_SSL' : 'PLAINTEXT'}://127.0.0.1:${at('client')}`;
}

function kraftListeners(context: RecipeContext, at = context.port): string {
  const controller = isController(context.instance) ? [`CONTROLLER://127.0.0.1:${at('controller')}`] : [];
  return [listener(context, at), ...controller].join(',');
}
