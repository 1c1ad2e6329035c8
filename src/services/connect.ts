import { probeHttp } from '../health/probe.js';
import { anyWorker, connectSecrets, distributedWorker, pluginFolder } from './settings/connect-settings.js';
import { connectInDocker, pluginsInImage, securedConnectInDocker } from './docker/connect.js';
import { scheme } from './settings/security.js';
import { securedClients, securedRest, securedWorker } from './settings/connect-security.js';
import { addressList, log4jFile, log4jOption, propertiesFile } from './settings/properties.js';
import { connectUserSettings } from './settings/owned-settings.js';
import type { JavaRecipe, RecipeContext, ServiceDefinition } from './types.js';

/**
 * A worker converts each record of its connectors: with C2 as well a table is copied in almost half the time. What C2 compiles
 * must be three times as busy as by default, so that little of the start is.
 */
const bothCompilers = [
  '-XX:TieredStopAtLevel=4',
  '-XX:Tier4InvocationThreshold=15000',
  '-XX:Tier4MinInvocationThreshold=2000',
  '-XX:Tier4CompileThreshold=45000',
  '-XX:Tier4BackEdgeThreshold=120000',
];

const worker: JavaRecipe = {
  kind: 'java',
  module: 'connect',
  heapMb: 256,
  jvmOptions: bothCompilers,
  main: { class: 'org.apache.kafka.connect.cli.ConnectDistributed' },
  systemProperties: ({ dir }) => log4jOption(dir),
  arguments: ({ dir }) => [`${dir}/conf/worker.properties`],
  files: (context) => ({
    ...connectSecrets(context),
    'conf/log4j.properties': log4jFile,
    'conf/worker.properties': propertiesFile({
      ...workerSettings(context),
      listeners: `${scheme(context.security)}://127.0.0.1:${context.port('http')}`,
      ...securedRest(context),
      'rest.advertised.host.name': '127.0.0.1',
      ...distributedWorker(context.peers('kafka').length, context.instance.count),
      // Web pages must not reach it, not even through a name that was rebound to 127.0.0.1.
      'rest.extension.classes': 'streamkit.connect.LocalRequestsOnly',
    }),
  }),
  stopGraceMs: 20_000,
};

/** A distributed worker of Kafka Connect 3.9, with the file connectors, the JSON converter and the Avro converter. */
export const connect: ServiceDefinition = {
  name: 'connect',
  title: 'Kafka Connect',
  version: '3.9.2',
  needs: ['kafka', 'schema-registry'],
  // Workers that create the internal topics at the same time sometimes wait ten seconds for them (KafkaBasedLog).
  scalable: { max: 9, listed: true, firstAlone: true },
  ports: [{ name: 'http', default: 8083, step: 10 }],
  endpoints: (port) => ({ http: `http://127.0.0.1:${port('http')}` }),
  clients: ({ endpoint }) => ({ variables: { CONNECT_URL: endpoint.split(',')[0] ?? '' } }),
  // Answers 200 once the plugins are loaded and the worker has joined its group (KIP-1017).
  readiness:
    ({ port, security }) =>
    async (signal) =>
      probeHttp(`${scheme(security)}://127.0.0.1:${port('http')}/health`, signal, security?.caFile),
  userSettings: connectUserSettings,
  local: worker,
  secured: {
    endpoints: (port) => ({ http: `https://127.0.0.1:${port('http')}` }),
    local: { ...worker, ...securedWorker },
    docker: securedConnectInDocker,
  },
  docker: connectInDocker,
};

/** Settings of every worker of the stack, standalone ones included: brokers, converters, plugins. */
export function workerSettings({ firstDir, peers, security }: RecipeContext) {
  return {
    ...anyWorker,
    'bootstrap.servers': addressList(peers('kafka')),
    ...securedClients(security),
    ...pluginsHere(firstDir),
    // For each record in this buffer the worker keeps objects of some 400 bytes. By default, 32 MB, small records fill the heap.
    'producer.buffer.memory': 8 << 20,
  };
}

/** Where a standalone worker finds plugins, and how. @param dir the service's folder */
export function workerPlugins(engine: 'docker' | 'local', dir: string): Record<string, string> {
  return engine === 'docker' ? pluginsInImage(dir) : pluginsHere(dir);
}

function pluginsHere(dir: string): Record<string, string> {
  return {
    'plugin.path': pluginFolder(dir),
    // Plugins say what they are in META-INF/services; reading every class of every jar takes ten times as long.
    'plugin.discovery': 'service_load',
  };
}
