import { kraftKafkaInDocker, zookeeperKafkaInDocker } from './docker/kafka.js';
import { distrustFalseCleanShutdown } from './kafka-data.js';
import { brokerRegistration, singleBroker, staleRegistration } from './kafka-settings.js';
import { log4jFile, log4jOption, propertiesFile } from './properties.js';
import type { KafkaMode, JavaRecipe, RecipeContext, ServiceDefinition } from './types.js';

/** One broker: Kafka 3.9 beside ZooKeeper (the last line that can), or Kafka 4 as its own controller. */
export function kafka(mode: KafkaMode): ServiceDefinition {
  const kraft = mode === 'kraft';
  return {
    name: 'kafka',
    title: kraft ? 'Apache Kafka (KRaft)' : 'Apache Kafka (ZooKeeper)',
    version: kraft ? '4.3.1' : '3.9.2',
    needs: kraft ? [] : ['zookeeper'],
    ports: [{ name: 'client', default: 9092 }, ...(kraft ? [{ name: 'controller', default: 9093 }] : [])],
    endpoints: (port) => ({ client: `127.0.0.1:${port('client')}` }),
    readiness:
      ({ dir, port }) =>
      async (signal) =>
        (await import('../kafka/wire/probe.js')).probeKafka(
          { address: { host: '127.0.0.1', port: port('client') }, dataDir: `${dir}/data` },
          signal,
        ),
    local: { ...broker, ...(kraft ? kraftBroker : zookeeperBroker) },
    docker: kraft ? kraftKafkaInDocker : zookeeperKafkaInDocker,
  };
}

const broker = {
  kind: 'java',
  heapMb: 256,
  main: { class: 'kafka.Kafka' },
  systemProperties: ({ dir }) => log4jOption(dir),
  arguments: ({ dir }) => [`${dir}/conf/server.properties`],
  mend: async ({ dir }) => distrustFalseCleanShutdown(`${dir}/data`),
  stopGraceMs: 30_000,
} satisfies Partial<JavaRecipe>;

const zookeeperBroker = {
  module: 'kafka-3',
  files: (context) => ({
    'conf/log4j.properties': log4jFile,
    'conf/server.properties': propertiesFile({
      ...singleBroker,
      'log.dirs': `${context.dir}/data`,
      'broker.id': 1,
      listeners: listener(context),
      'advertised.listeners': listener(context),
      'zookeeper.connect': zookeeperAddress(context),
      ...brokerRegistration,
    }),
  }),
  transientFailure: staleRegistration,
} satisfies Partial<JavaRecipe>;

const kraftBroker = {
  module: 'kafka-4',
  files: (context) => ({
    'conf/log4j.properties': log4jFile,
    'conf/server.properties': propertiesFile({
      ...singleBroker,
      'log.dirs': `${context.dir}/data`,
      'process.roles': 'broker,controller',
      'node.id': 1,
      listeners: `${listener(context)},CONTROLLER://127.0.0.1:${context.port('controller')}`,
      'advertised.listeners': listener(context),
      'controller.listener.names': 'CONTROLLER',
      'controller.quorum.bootstrap.servers': `127.0.0.1:${context.port('controller')}`,
    }),
  }),
  initialise: {
    makes: 'data/meta.properties',
    mainClass: 'kafka.tools.StorageTool',
    arguments: ({ dir, stackId }) => [
      'format',
      '--standalone',
      '-t',
      stackId,
      '-c',
      `${dir}/conf/server.properties`,
    ],
  },
} satisfies Partial<JavaRecipe>;

function listener({ port }: RecipeContext): string {
  return `PLAINTEXT://127.0.0.1:${port('client')}`;
}

function zookeeperAddress({ peer }: RecipeContext): string {
  const { host, port } = peer('zookeeper');
  return `${host}:${port}`;
}
