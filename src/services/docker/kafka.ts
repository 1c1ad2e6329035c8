import { instanceName } from '../instances.js';
import {
  brokerRegistration,
  brokerSettings,
  isController,
  staleRegistration,
} from '../settings/kafka-settings.js';
import type { ContainerContext, ContainerRecipe, DockerRecipe } from '../docker-recipe.js';
import type { Probe, RecipeContext } from '../types.js';
import { adminAccess, loginSetting, securedBroker } from '../settings/kafka-security.js';
import { confluentVersion, propertiesAsEnvironment } from './confluent.js';
import { securedFiles } from './secured.js';

/** Where the images keep their data. */
export const dataFolder = '/var/lib/kafka/data';

const apacheVersion = '4.3.1';

/** The brokers as containers of the network reach them. @param hosts their host names */
export function brokersInside(hosts: string[]): string {
  return hosts.map((host) => `${host}:29092`).join(',');
}

/** Two listeners: one for the network's containers and one for this machine, each with the address that works there. */
const listeners = ({ published, instance }: ContainerContext) => ({
  'advertised.listeners': `INTERNAL://${instanceName('kafka', instance.number)}:29092,EXTERNAL://127.0.0.1:${published('client')}`,
  'inter.broker.listener.name': 'INTERNAL',
});

/** What a secured stack adds, for both listeners: no container of the network gets in without a login. */
function securitySettings({ security }: ContainerContext, authorizer: string): Record<string, string> {
  if (!security) return {};
  const { ca, serverStore } = securedFiles;
  return {
    'listener.security.protocol.map': 'INTERNAL:SASL_SSL,EXTERNAL:SASL_SSL,CONTROLLER:SSL',
    // Brokers sign in to each other at the other listener.
    [loginSetting('external')]: 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    ...securedBroker({ ...security, caFile: ca, serverStore }, authorizer),
  };
}

const broker: Pick<ContainerRecipe, 'name' | 'ports' | 'volumes' | 'stopGraceSeconds'> = {
  name: 'kafka',
  ports: { client: 9092 },
  volumes: { data: dataFolder },
  stopGraceSeconds: 60,
};

const heap = { KAFKA_HEAP_OPTS: '-Xms128m -Xmx512m' };

// Whoever holds the published port is a container of ours: the daemon refuses a port that is taken.
const seenFromHere = {
  ports: [{ name: 'client', default: 9092, step: 2 }],
  readiness:
    ({ port, security }: RecipeContext): Probe =>
    async (signal) =>
      (await import('../../kafka/wire/probe.js')).probeKafka(
        {
          address: { host: '127.0.0.1', port: port('client') },
          ...(security && { access: async () => adminAccess(security) }),
        },
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
          ...brokerSettings(context.instance),
          ...brokerRegistration,
          ...listeners(context),
          'broker.id': context.instance.number,
          'zookeeper.connect': context
            .hosts('zookeeper')
            .map((host) => `${host}:2181`)
            .join(','),
          listeners: 'INTERNAL://0.0.0.0:29092,EXTERNAL://0.0.0.0:9092',
          'listener.security.protocol.map': 'INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT',
          ...securitySettings(context, 'kafka.security.authorizer.AclAuthorizer'),
        }),
      }),
    },
  ],
  dataBuildsOn: 'zookeeper',
  transientFailure: staleRegistration,
  proof: ['kafka-topics', '--bootstrap-server', 'kafka:29092', '--list'],
};

export function kraftSettings(context: ContainerContext) {
  return {
    ...brokerSettings(context.instance),
    ...listeners(context),
    'node.id': context.instance.number,
    ...(isController(context.instance)
      ? {
          'process.roles': 'broker,controller',
          listeners: 'INTERNAL://0.0.0.0:29092,EXTERNAL://0.0.0.0:9092,CONTROLLER://0.0.0.0:9093',
        }
      : {
          'process.roles': 'broker',
          listeners: 'INTERNAL://0.0.0.0:29092,EXTERNAL://0.0.0.0:9092',
        }),
    'listener.security.protocol.map': 'INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.voters': context
      .hosts('kafka')
      .slice(0, context.instance.founders)
      .map((host, index) => `${index + 1}@${host}:9093`)
      .join(','),
    'log.dirs': dataFolder,
    ...securitySettings(context, 'org.apache.kafka.metadata.authorizer.StandardAuthorizer'),
  };
}

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
        ...propertiesAsEnvironment('KAFKA', kraftSettings(context)),
      }),
    },
  ],
  proof: ['/opt/kafka/bin/kafka-topics.sh', '--bootstrap-server', 'kafka:29092', '--list'],
};
