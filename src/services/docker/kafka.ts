import { brokerRegistration, singleBroker, staleRegistration } from '../kafka-settings.js';
import type { ContainerContext, ContainerRecipe, DockerRecipe, Probe, RecipeContext } from '../types.js';
import { confluentVersion, propertiesAsEnvironment } from './confluent.js';

const apacheVersion = '4.3.1';

/** Two listeners: one for the network's containers and one for this machine, each told the address that works there. */
const listeners = ({ published }: ContainerContext) => ({
  'advertised.listeners': `INTERNAL://kafka:29092,EXTERNAL://127.0.0.1:${published('client')}`,
  'inter.broker.listener.name': 'INTERNAL',
});

const broker: Pick<ContainerRecipe, 'name' | 'ports' | 'volumes' | 'stopGraceSeconds'> = {
  name: 'kafka',
  ports: { client: 9092 },
  volumes: { data: '/var/lib/kafka/data' },
  stopGraceSeconds: 60,
};

const heap = { KAFKA_HEAP_OPTS: '-Xms128m -Xmx512m' };

// Whoever holds the published port is a container of ours: the daemon refuses a port that is taken.
const seenFromHere = {
  ports: [{ name: 'client', default: 9092 }],
  readiness:
    ({ port }: RecipeContext): Probe =>
    async (signal) =>
      (await import('../../kafka/wire/probe.js')).probeKafka(
        { address: { host: '127.0.0.1', port: port('client') } },
        signal,
      ),
};

const common: Pick<DockerRecipe, 'inside'> = { inside: { client: 'kafka:29092' } };

/** Confluent's image: Apache's own cannot run beside ZooKeeper. */
export const zookeeperKafkaInDocker: DockerRecipe = {
  ...common,
  as: { ...seenFromHere, version: `3.9 (Confluent ${confluentVersion})` },
  containers: [
    {
      ...broker,
      image: `confluentinc/cp-kafka:${confluentVersion}`,
      environment: (context) => ({
        ...heap,
        // How long the image's own start script waits for ZooKeeper, in seconds.
        KAFKA_CUB_ZK_TIMEOUT: '120',
        ...propertiesAsEnvironment('KAFKA', {
          ...singleBroker,
          ...brokerRegistration,
          ...listeners(context),
          'broker.id': 1,
          'zookeeper.connect': 'zookeeper:2181',
          listeners: 'INTERNAL://0.0.0.0:29092,EXTERNAL://0.0.0.0:9092',
          'listener.security.protocol.map': 'INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT',
        }),
      }),
    },
  ],
  dataBuildsOn: 'zookeeper',
  transientFailure: staleRegistration,
  proof: ['kafka-topics', '--bootstrap-server', 'kafka:29092', '--list'],
};

export const kraftKafkaInDocker: DockerRecipe = {
  ...common,
  as: { ...seenFromHere, version: apacheVersion },
  containers: [
    {
      ...broker,
      image: `apache/kafka:${apacheVersion}`,
      // The image takes all properties from its environment, or none: one of ours replaces its whole default file.
      environment: (context) => ({
        ...heap,
        CLUSTER_ID: context.stackId,
        ...propertiesAsEnvironment('KAFKA', {
          ...singleBroker,
          ...listeners(context),
          'node.id': 1,
          'process.roles': 'broker,controller',
          listeners: 'INTERNAL://0.0.0.0:29092,EXTERNAL://0.0.0.0:9092,CONTROLLER://0.0.0.0:9093',
          'listener.security.protocol.map': 'INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
          'controller.listener.names': 'CONTROLLER',
          'controller.quorum.voters': '1@kafka:9093',
          'log.dirs': '/var/lib/kafka/data',
        }),
      }),
    },
  ],
  proof: ['/opt/kafka/bin/kafka-topics.sh', '--bootstrap-server', 'kafka:29092', '--list'],
};
