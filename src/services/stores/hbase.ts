import { folderUrl, hadoopJava, siteFile } from '../hadoop.js';
import { log4jFile, log4jOption, propertiesFile } from '../settings/properties.js';
import type { RecipeContext, ServiceDefinition } from '../types.js';

/** Apache HBase with a ZooKeeper of its own, in one JVM, on the files of the stack. */
export const hbase: ServiceDefinition = {
  name: 'hbase',
  title: 'Apache HBase',
  version: '2.6.4-hadoop3',
  optional: true,
  only: 'there is no official image of HBase',
  needs: [],
  single: 'it runs on local files, which a second server could not share',
  ports: [
    { name: 'rest', default: 8070 },
    { name: 'zookeeper', default: 2182 },
    { name: 'master', default: 16_000 },
    { name: 'regionserver', default: 16_020 },
  ],
  endpoints: (port) => ({
    rest: `http://127.0.0.1:${port('rest')}`,
    zookeeper: `127.0.0.1:${port('zookeeper')}`,
  }),
  readiness:
    ({ port, stackId }) =>
    async (signal) =>
      (await import('../../hbase/probe.js')).probeHBase(`http://127.0.0.1:${port('rest')}`, stackId, signal),
  // Java clients read a folder with hbase-site.xml, as `hbase shell` does.
  clients: ({ endpoint, dir }) => ({
    variables: { HBASE_REST_URL: endpoint, HBASE_CONF_DIR: `${dir}/conf/client` },
  }),
  local: {
    kind: 'java',
    module: 'hbase',
    java: hadoopJava,
    heapMb: 256,
    // Java 17 crashes when it initializes a class of protobuf 2.5 from one.
    archive: false,
    main: { class: 'streamkit.hbase.LocalHBase' },
    jvmOptions: ['java.lang', 'java.nio', 'sun.nio.ch', 'java.util'].map(
      (name) => `--add-opens=java.base/${name}=ALL-UNNAMED`,
    ),
    systemProperties: ({ dir }) => log4jOption(dir),
    arguments: ({ dir }) => [`${dir}/conf/hbase-site.xml`],
    files: (context) => ({
      'conf/log4j.properties': log4jFile + propertiesFile({ 'log4j.logger.org.apache.zookeeper': 'WARN' }),
      'conf/hbase-site.xml': siteFile(settings(context)),
      'conf/client/hbase-site.xml': siteFile(clientSettings(context)),
    }),
    stopGraceMs: 30_000,
  },
  docker: { containers: [], inside: {}, proof: [] },
};

function clientSettings({ port }: RecipeContext) {
  return {
    'hbase.zookeeper.quorum': '127.0.0.1',
    'hbase.zookeeper.property.clientPort': port('zookeeper'),
  };
}

function settings(context: RecipeContext) {
  const { dir, port } = context;
  return {
    ...clientSettings(context),
    'streamkit.rest.port': port('rest'),
    'streamkit.zookeeper.data': `${dir}/data/zookeeper`,
    'hbase.rootdir': folderUrl(`${dir}/data/hbase`),
    'hbase.tmp.dir': `${dir}/tmp`,
    'fs.file.impl': 'streamkit.hbase.FlushedFileSystem',
    'hbase.wal.provider': 'filesystem',
    // Otherwise it would start a ZooKeeper of its own on a port of its choice.
    'hbase.cluster.distributed': true,
    'hbase.master.hostname': '127.0.0.1',
    'hbase.regionserver.hostname': '127.0.0.1',
    'hbase.master.ipc.address': '127.0.0.1',
    'hbase.regionserver.ipc.address': '127.0.0.1',
    'hbase.master.port': port('master'),
    'hbase.regionserver.port': port('regionserver'),
    // Web pages, whose files are not on Maven Central.
    'hbase.master.info.port': -1,
    'hbase.regionserver.info.port': -1,
    // The only region server is in the same JVM: no other one to wait for.
    'hbase.master.wait.on.regionservers.mintostart': 1,
    'hbase.master.wait.on.regionservers.maxtostart': 1,
    'hbase.master.wait.on.regionservers.interval': 50,
    'hbase.master.wait.on.regionservers.timeout': 100,
    'hbase.regionserver.msginterval': 500,
    // A request of the REST API fails while it can still be waited for.
    'hbase.client.retries.number': 3,
    'hbase.client.operation.timeout': 20_000,
  };
}
