import { pathToFileURL } from 'node:url';
import { cassandraInDocker } from '../docker/cassandra.js';
import {
  cassandraDataCenter,
  cassandraModuleOptions,
  cassandraSettings,
} from '../settings/cassandra-settings.js';
import { hostAndPort } from '../settings/clients.js';
import { clusterNameOf } from '../settings/cluster-name.js';
import { logbackFile } from '../settings/properties.js';
import type { ServiceDefinition } from '../types.js';

/** A single node of Apache Cassandra. */
export const cassandra: ServiceDefinition = {
  name: 'cassandra',
  title: 'Apache Cassandra',
  version: '5.0.9',
  optional: true,
  needs: [],
  single: 'each further node would need an address of its own',
  ports: [
    { name: 'client', default: 9042 },
    { name: 'storage', default: 7000 },
  ],
  endpoints: (port) => ({ client: `127.0.0.1:${port('client')}` }),
  readiness: ({ port, stackId }) => {
    const address = { host: '127.0.0.1', port: port('client') };
    return async (signal) => {
      const { probeCassandra } = await import('../../sql/cassandra/probe.js');
      await probeCassandra(address, clusterNameOf(stackId), signal);
    };
  },
  // Those that cqlsh reads.
  clients: ({ endpoint }) => ({
    variables: hostAndPort('CQLSH', endpoint),
    spring: {
      'spring.cassandra.contact-points': endpoint,
      'spring.cassandra.local-datacenter': cassandraDataCenter,
    },
  }),
  local: {
    kind: 'java',
    module: 'cassandra',
    // Releases whose internals its options name.
    java: { min: 17, max: 17 },
    heapMb: 192,
    main: { class: 'org.apache.cassandra.service.CassandraDaemon' },
    jvmOptions: ['-Xss256k', '-XX:MaxDirectMemorySize=96m', ...cassandraModuleOptions],
    systemProperties: ({ dir }) => ({
      'cassandra.config': pathToFileURL(`${dir}/conf/cassandra.yaml`).href,
      'cassandra.storagedir': `${dir}/data`,
      'cassandra-foreground': 'yes',
      'logback.configurationFile': `${dir}/conf/logback.xml`,
      // A single node has no others to wait for.
      'cassandra.skip_wait_for_gossip_to_settle': '0',
      'cassandra.ring_delay_ms': '1',
      'cassandra.initial_token': '0',
      // What it would measure in 2 s.
      'cassandra.memtable.row_overhead_size': '181',
      'jdk.attach.allowAttachSelf': 'true',
    }),
    files: ({ dir, port, stackId }) => ({
      'conf/logback.xml': logbackFile,
      'conf/cassandra.yaml': cassandraSettings(stackId, `${dir}/data`, {
        native: port('client'),
        storage: port('storage'),
      }),
    }),
    stopGraceMs: 30_000,
  },
  docker: cassandraInDocker,
};
