import { probeHttp } from '../../health/probe.js';
import {
  anyWorker,
  connectSecrets,
  connectSecretsFolder,
  distributedWorker,
  pluginFolder,
} from '../settings/connect-settings.js';
import { scheme } from '../settings/security.js';
import type { ContainerContext, DockerRecipe } from '../docker-recipe.js';
import { instanceName } from '../instances.js';
import { confluentVersion, propertiesAsEnvironment } from './confluent.js';
import { brokersInside } from './kafka.js';
import { adminLogin, curlWithCa, httpsContainers, httpsSettings, securedFiles } from './secured.js';

const connectJob: NonNullable<DockerRecipe['job']> = ({ mainClass, arguments: args, jars }) => ({
  command: ['kafka-run-class', mainClass, ...args],
  environment: {
    CLASSPATH: jars.join(':'),
    KAFKA_HEAP_OPTS: '-Xmx256m',
    KAFKA_LOG4J_OPTS: '-Dlog4j.configuration=file:/etc/kafka/connect-log4j.properties',
  },
});

/** Confluent's image, which brings the converters and no connector but the file connectors, beside the usual path. */
export const connectInDocker: DockerRecipe = {
  as: {
    version: `3.9 (Confluent ${confluentVersion})`,
    readiness:
      ({ port, security }) =>
      async (signal) =>
        probeHttp(`${scheme(security)}://127.0.0.1:${port('http')}/connectors`, signal, security?.caFile),
  },
  containers: [
    {
      name: 'connect',
      image: `confluentinc/cp-kafka-connect:${confluentVersion}`,
      user: 'me',
      environment: (context) => ({
        KAFKA_HEAP_OPTS: '-Xms128m -Xmx512m',
        ...propertiesAsEnvironment('CONNECT', {
          ...anyWorker,
          ...distributedWorker(context.hosts('kafka').length, context.instance.count),
          'bootstrap.servers': brokersInside(context.hosts('kafka')),
          'rest.advertised.host.name': instanceName('connect', context.instance.number),
          'plugin.path': pluginPath(serviceDir(context.stackDir)),
          ...security(context).open,
        }),
        ...(context.security && { KAFKA_OPTS: trust }),
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
  job: connectJob,
};

/** Converters and connectors trust the stack's authority, as the worker does. */
const trust = `-Djavax.net.ssl.trustStore=${securedFiles.trustStore} -Djavax.net.ssl.trustStoreType=PKCS12`;

/** Workers forward requests to each other. */
const restSettings = {
  listeners: 'https://0.0.0.0:8083',
  'listeners.https.ssl.truststore.type': 'PKCS12',
  'listeners.https.ssl.truststore.location': securedFiles.trustStore,
};

/** The worker's own connections to the brokers, those of its connectors, and its certificate. */
function security(context: ContainerContext) {
  const parts = [
    ...['', 'producer.', 'consumer.', 'admin.'].map((prefix) => adminLogin(context, prefix)),
    httpsSettings(context, 'listeners.https.'),
    { open: context.security ? restSettings : {}, secret: {} },
  ];
  return {
    open: Object.assign({}, ...parts.map(({ open }) => open)) as Record<string, string>,
    secret: Object.assign({}, ...parts.map(({ secret }) => secret)) as Record<string, string>,
  };
}

export const securedConnectInDocker: DockerRecipe = {
  ...connectInDocker,
  containers: httpsContainers(
    connectInDocker.containers,
    'CONNECT',
    'me',
    (context) => security(context).secret,
  ),
  inside: { http: 'https://connect:8083' },
  job: (program) => {
    const { command, environment } = connectJob(program);
    return { command, environment: { ...environment, KAFKA_OPTS: trust } };
  },
  proof: curlWithCa(connectInDocker.proof),
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
