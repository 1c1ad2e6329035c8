import { hostAndPort } from './settings/clients.js';
import { pathToFileURL } from 'node:url';
import { nimbusInDocker, supervisorInDocker } from './docker/storm.js';
import { clientLog, daemonLog, workerLog } from './settings/storm-logs.js';
import { stormSettings } from './settings/storm-settings.js';
import { yamlFile } from './settings/yaml.js';
import { addressList } from './settings/properties.js';
import type { Address, JavaRecipe, RecipeContext, ServiceDefinition } from './types.js';
import { stormUserSettings } from './settings/owned-settings.js';

const version = '2.8.3';
const workerPorts = [6700, 6701, 6702, 6703];

/** The master: takes topologies and hands their work out. It keeps their jars in its folder, and the rest in ZooKeeper. */
export const nimbus: ServiceDefinition = {
  name: 'nimbus',
  group: 'storm',
  title: 'Apache Storm, Nimbus',
  version,
  needs: ['zookeeper'],
  // Storm's daemons end on many errors, and rely on being restarted.
  restart: true,
  ports: [{ name: 'thrift', default: 6627 }],
  endpoints: (port) => ({ thrift: `127.0.0.1:${port('thrift')}` }),
  clients: ({ endpoint }) => ({ variables: hostAndPort('NIMBUS', endpoint) }),
  readiness:
    ({ port }) =>
    async (signal) =>
      (await import('../storm/probe.js')).probeStorm(
        { nimbus: { host: '127.0.0.1', port: port('thrift') } },
        signal,
      ),
  userSettings: stormUserSettings,
  local: {
    ...daemon('nimbus', 'org.apache.storm.daemon.nimbus.Nimbus'),
    heapMb: 128,
    files: (context) => ({
      'log4j2/cluster.xml': daemonLog,
      'log4j2/client.xml': clientLog,
      'conf/storm.yaml': yamlFile({ ...cluster(context), 'nimbus.thrift.port': context.port('thrift') }),
    }),
  },
  docker: nimbusInDocker,
};

/** Starts and watches the workers that topologies run in: one a slot. */
export const supervisor: ServiceDefinition = {
  name: 'supervisor',
  group: 'storm',
  title: 'Apache Storm, supervisor',
  version,
  needs: ['zookeeper', 'nimbus'],
  restart: true,
  scalable: { max: 9 },
  ports: [
    { name: 'thrift', default: 6628 },
    ...workerPorts.map((port, index) => ({ name: `worker${index + 1}`, default: port, step: 4 })),
  ],
  endpoints: (port) => ({ thrift: `127.0.0.1:${port('thrift')}` }),
  readiness:
    ({ port, peer }) =>
    async (signal) =>
      (await import('../storm/probe.js')).probeStorm(
        {
          nimbus: peer('nimbus', 'thrift'),
          supervisor: { host: '127.0.0.1', port: port('thrift') },
        },
        signal,
      ),
  userSettings: stormUserSettings,
  local: {
    ...daemon('supervisor', 'org.apache.storm.daemon.supervisor.Supervisor'),
    heapMb: 96,
    // What a worker runs on: storm-client and its needs. The daemons' other jars would come before a topology's own.
    jarFolders: {
      'lib-worker':
        /^(storm-(client|shaded-deps|[0-9a-f]{16})|slf4j-api|log4j|kryo|minlog|objenesis|reflectasm|metrics-|jakarta\.|javax\.annotation)/,
    },
    files: (context) => ({
      'log4j2/cluster.xml': daemonLog,
      'log4j2/worker.xml': workerLog,
      'conf/storm.yaml': yamlFile({
        ...cluster(context),
        'nimbus.thrift.port': context.peer('nimbus', 'thrift').port,
        'supervisor.thrift.port': context.port('thrift'),
        'supervisor.slots.ports': workerPorts.map((_, index) => context.port(`worker${index + 1}`)),
        'supervisor.monitor.frequency.secs': 1,
        'supervisor.worker.start.timeout.secs': 120,
        'supervisor.worker.shutdown.sleep.secs': 1,
        'worker.heap.memory.mb': 256,
        'worker.childopts': `-Xmx%HEAP-MEM%m ${workerFlags(context)}`,
        'topology.worker.logwriter.childopts': `-Xmx32m ${workerFlags(context)}`,
      }),
    }),
  },
  docker: supervisorInDocker,
};

/** Below the supervisor's folder: `TOPOLOGY-ID/PORT/` holds the logs of one worker. */
export const workerLogs = 'logs/workers-artifacts';

function daemon(name: string, mainClass: string) {
  return {
    kind: 'java',
    module: 'storm',
    main: { class: mainClass },
    after: ['zookeeper'],
    systemProperties: ({ dir }) => ({
      'daemon.name': name,
      'logfile.name': `${name}.log`,
      'storm.options': '',
      'storm.home': dir,
      'storm.log.dir': `${dir}/logs`,
      'storm.conf.file': `${dir}/conf/storm.yaml`,
      'log4j2.configurationFile': pathToFileURL(`${dir}/log4j2/cluster.xml`).href,
    }),
  } satisfies Partial<JavaRecipe>;
}

/** What all processes of the cluster, workers and the submitting client included, must agree on. */
function cluster({ dir, peers }: RecipeContext): Record<string, unknown> {
  return {
    ...zookeeperServers(peers('zookeeper')),
    ...stormSettings,
    'storm.local.dir': `${dir}/data`,
    'storm.local.hostname': '127.0.0.1',
    'nimbus.seeds': ['127.0.0.1'],
    'storm.thrift.transport': 'streamkit.storm.LoopbackTransportPlugin',
    'storm.messaging.transport': 'org.apache.storm.messaging.netty.LoopbackContext',
  };
}

/**
 * Storm knows one port for all ZooKeeper servers, and appends it to each host. On one machine each server has another port:
 * what comes before the last port is written as one host, which gives the list of addresses that ZooKeeper's client reads.
 */
function zookeeperServers(addresses: Address[]): Record<string, unknown> {
  const port = addresses.at(-1)?.port;
  const hosts = addressList(addresses).replace(/:\d+$/, '');
  return { 'storm.zookeeper.servers': [hosts], 'storm.zookeeper.port': port };
}

function workerFlags({ dir }: RecipeContext): string {
  return `-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Djava.net.preferIPv4Stack=true -Djava.io.tmpdir=${dir}/tmp`;
}
