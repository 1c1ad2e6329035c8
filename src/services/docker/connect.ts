import { probeHttp } from '../../health/probe.js';
import {
  anyWorker,
  connectSecrets,
  connectSecretsFolder,
  distributedWorker,
  pluginFolder,
} from '../settings/connect-settings.js';
import type { DockerRecipe } from '../docker-recipe.js';
import { instanceName } from '../instances.js';
import { confluentVersion, propertiesAsEnvironment } from './confluent.js';
import { brokersInside } from './kafka.js';

/** Confluent's image, which brings the converters and no connector but the file connectors, beside the usual path. */
export const connectInDocker: DockerRecipe = {
  as: {
    version: `3.9 (Confluent ${confluentVersion})`,
    readiness:
      ({ port }) =>
      async (signal) =>
        probeHttp(`http://127.0.0.1:${port('http')}/connectors`, signal),
  },
  containers: [
    {
      name: 'connect',
      image: `confluentinc/cp-kafka-connect:${confluentVersion}`,
      user: 'me',
      environment: ({ stackDir, hosts, instance }) => ({
        KAFKA_HEAP_OPTS: '-Xms128m -Xmx512m',
        ...propertiesAsEnvironment('CONNECT', {
          ...anyWorker,
          ...distributedWorker(hosts('kafka').length, instance.count),
          'bootstrap.servers': brokersInside(hosts('kafka')),
          'rest.advertised.host.name': instanceName('connect', instance.number),
          'plugin.path': pluginPath(serviceDir(stackDir)),
        }),
      }),
      ports: { http: 8083 },
      volumes: {},
      folders: ({ stackDir, exchange }) => [
        pluginFolder(serviceDir(stackDir)),
        connectSecretsFolder(serviceDir(stackDir)),
        `${stackDir}/exchange`,
        exchange,
      ],
      stopGraceSeconds: 30,
    },
  ],
  clientFiles: connectSecrets,
  inside: { http: 'http://connect:8083' },
  proof: ['curl', '--fail', '--silent', '--show-error', 'http://connect:8083/connectors'],
  job: ({ mainClass, arguments: args, jars }) => ({
    command: ['kafka-run-class', mainClass, ...args],
    environment: {
      CLASSPATH: jars.join(':'),
      KAFKA_HEAP_OPTS: '-Xmx256m',
      KAFKA_LOG4J_OPTS: '-Dlog4j.configuration=file:/etc/kafka/connect-log4j.properties',
    },
  }),
};

function serviceDir(stackDir: string): string {
  return `${stackDir}/connect`;
}

/** The image's own plugins lie beside the class path: a worker that is not told of them has none. */
function pluginPath(dir: string): string {
  return [
    '/usr/share/java',
    '/usr/share/confluent-hub-components',
    '/usr/share/filestream-connectors',
    pluginFolder(dir),
  ].join(',');
}

/**
 * What a standalone worker must know of plugins in the image: Confluent's own do not say in META-INF what they are.
 * @param dir the service's folder
 */
export function pluginsInImage(dir: string): Record<string, string> {
  return { 'plugin.path': pluginPath(dir), 'plugin.discovery': 'hybrid_warn' };
}
