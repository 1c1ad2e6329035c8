import { anyWorker, onlyWorker } from '../connect-settings.js';
import type { DockerRecipe } from '../types.js';
import { confluentVersion, propertiesAsEnvironment } from './confluent.js';

/** Confluent's image, which brings the converters and no connector but the file connectors, beside the usual path. */
export const connectInDocker: DockerRecipe = {
  as: {
    version: `3.9 (Confluent ${confluentVersion})`,
    readiness: ({ port }) => ({ kind: 'http', url: `http://127.0.0.1:${port('http')}/connectors` }),
  },
  containers: [
    {
      name: 'connect',
      image: `confluentinc/cp-kafka-connect:${confluentVersion}`,
      user: 'me',
      environment: ({ stackDir }) => ({
        KAFKA_HEAP_OPTS: '-Xms128m -Xmx512m',
        ...propertiesAsEnvironment('CONNECT', {
          ...anyWorker,
          ...onlyWorker,
          'bootstrap.servers': 'kafka:29092',
          'rest.advertised.host.name': 'connect',
          'plugin.path': pluginPath(stackDir),
        }),
      }),
      ports: { http: 8083 },
      volumes: {},
      folders: ({ stackDir, exchange }) => [plugins(stackDir), `${stackDir}/exchange`, exchange],
      stopGraceSeconds: 30,
    },
  ],
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

/** The image's own plugins lie beside the class path: a worker that is not told of them has none. */
function pluginPath(stackDir: string): string {
  return [
    '/usr/share/java',
    '/usr/share/confluent-hub-components',
    '/usr/share/filestream-connectors',
    plugins(stackDir),
  ].join(',');
}

/** What a standalone worker must know of plugins in the image: Confluent's own do not say in META-INF what they are. */
export function pluginsInImage(stackDir: string): Record<string, string> {
  return { 'plugin.path': pluginPath(stackDir), 'plugin.discovery': 'hybrid_warn' };
}

function plugins(stackDir: string): string {
  return `${stackDir}/connect/data/plugins`;
}
