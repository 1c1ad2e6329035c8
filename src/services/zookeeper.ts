import { probeZookeeper } from '../health/probe.js';
import { zookeeperInDocker } from './docker/zookeeper.js';
import { log4jFile, log4jOption, propertiesFile } from './settings/properties.js';
import type { RecipeContext, ServiceDefinition } from './types.js';
import { zookeeperUserSettings } from './settings/owned-settings.js';

/** ZooKeeper 3.8, the version that Kafka 3.9 brings: alone, or as one server of an ensemble. */
export const zookeeper: ServiceDefinition = {
  name: 'zookeeper',
  title: 'Apache ZooKeeper',
  version: '3.8.4',
  needs: [],
  scalable: {
    max: 7,
    listed: true,
    ports: [
      { name: 'peer', default: 2888 },
      { name: 'election', default: 3888 },
    ],
    fixed: 'every server of an ensemble must know the others before it writes its first data',
  },
  ports: [{ name: 'client', default: 2181 }],
  relayed: { client: { name: 'direct', default: 12_181, hidden: true } },
  endpoints: (port) => ({ client: `127.0.0.1:${port('client')}` }),
  clients: ({ endpoint }) => ({ variables: { ZOOKEEPER_CONNECT: endpoint } }),
  readiness:
    ({ port }) =>
    async (signal) =>
      probeZookeeper({ host: '127.0.0.1', port: port('client') }, signal),
  userSettings: zookeeperUserSettings,
  local: {
    kind: 'java',
    module: 'kafka-3',
    heapMb: 64,
    main: { class: 'org.apache.zookeeper.server.quorum.QuorumPeerMain' },
    systemProperties: ({ dir }) => log4jOption(dir),
    arguments: ({ dir }) => [`${dir}/conf/zoo.cfg`],
    files: (context) => ({
      ...(context.instance.count === 1 ? {} : { 'data/myid': `${context.instance.number}\n` }),
      'conf/log4j.properties': log4jFile,
      'conf/zoo.cfg': propertiesFile({
        dataDir: `${context.dir}/data`,
        clientPort: context.listenPort('client'),
        clientPortAddress: '127.0.0.1',
        tickTime: 2000,
        'admin.enableServer': false,
        '4lw.commands.whitelist': 'srvr',
        'autopurge.purgeInterval': 1,
        ...ensemble(context),
      }),
    }),
  },
  docker: zookeeperInDocker,
};

/** The servers of an ensemble, each with the port for its followers and that for elections. Limits are in ticks. */
function ensemble({ instance, peers }: RecipeContext): Record<string, string | number> {
  if (instance.count === 1) return {};
  const election = peers(instance.of, 'election');
  const servers = peers(instance.of, 'peer').map(({ host, port }, index): [string, string] => [
    `server.${index + 1}`,
    `${host}:${port}:${election[index]?.port ?? ''}`,
  ]);
  return { initLimit: 10, syncLimit: 5, ...Object.fromEntries(servers) };
}
