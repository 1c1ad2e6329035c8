import { probeZookeeper } from '../health/probe.js';
import { zookeeperInDocker } from './docker/zookeeper.js';
import { log4jFile, log4jOption, propertiesFile } from './properties.js';
import type { ServiceDefinition } from './types.js';

/** ZooKeeper 3.8, the one that Kafka 3.9 brings. */
export const zookeeper: ServiceDefinition = {
  name: 'zookeeper',
  title: 'Apache ZooKeeper',
  version: '3.8.4',
  needs: [],
  ports: [{ name: 'client', default: 2181 }],
  endpoints: (port) => ({ client: `127.0.0.1:${port('client')}` }),
  readiness:
    ({ port }) =>
    async (signal) =>
      probeZookeeper({ host: '127.0.0.1', port: port('client') }, signal),
  local: {
    kind: 'java',
    module: 'kafka-3',
    heapMb: 64,
    main: { class: 'org.apache.zookeeper.server.quorum.QuorumPeerMain' },
    systemProperties: ({ dir }) => log4jOption(dir),
    arguments: ({ dir }) => [`${dir}/conf/zoo.cfg`],
    files: ({ dir, port }) => ({
      'conf/log4j.properties': log4jFile,
      'conf/zoo.cfg': propertiesFile({
        dataDir: `${dir}/data`,
        clientPort: port('client'),
        clientPortAddress: '127.0.0.1',
        tickTime: 2000,
        'admin.enableServer': false,
        '4lw.commands.whitelist': 'srvr',
        'autopurge.purgeInterval': 1,
      }),
    }),
  },
  docker: zookeeperInDocker,
};
