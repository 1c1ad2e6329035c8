import { hdfsInDocker } from './docker/hdfs.js';
import { folderUrl, hadoopJava, heartbeat, javaLoggingFile, javaLoggingOption, siteFile } from './hadoop.js';
import { log4jFile, log4jOption, propertiesFile } from './settings/properties.js';
import { lostData } from './lost-data.js';
import type { RecipeContext, ServiceDefinition } from './types.js';

/** NameNode and DataNode, in one JVM on the local engine. */
export const hdfs: ServiceDefinition = {
  name: 'hdfs',
  title: 'Apache Hadoop HDFS',
  version: '3.4.2',
  needs: [],
  single: 'NameNode and DataNode run as one, and each further NameNode would be another file system',
  ports: [
    { name: 'rpc', default: 8020 },
    { name: 'http', default: 9870 },
    { name: 'datanode', default: 9866 },
    { name: 'datanode-http', default: 9864 },
    { name: 'datanode-ipc', default: 9867 },
  ],
  endpoints: (port) => ({
    rpc: `hdfs://127.0.0.1:${port('rpc')}`,
    webhdfs: `http://127.0.0.1:${port('http')}/webhdfs/v1`,
  }),
  clients: ({ endpoint }) => ({ variables: { HDFS_URL: endpoint } }),
  readiness:
    ({ port }) =>
    async (signal) =>
      (await import('../hdfs/probe.js')).probeWebHdfs(`http://127.0.0.1:${port('http')}/webhdfs/v1`, signal),
  local: {
    kind: 'java',
    module: 'hdfs',
    java: hadoopJava,
    heapMb: 192,
    main: { class: 'streamkit.LocalHdfs' },
    jvmOptions: ['--add-opens=java.base/java.lang=ALL-UNNAMED'],
    systemProperties: ({ dir }) => ({ ...log4jOption(dir), ...javaLoggingOption(dir) }),
    arguments: ({ dir }) => [`${dir}/conf/hdfs-site.xml`],
    files: (context) => ({
      'conf/log4j.properties': log4jFile + propertiesFile(quietLoggers),
      'conf/logging.properties': javaLoggingFile,
      'conf/hdfs-site.xml': siteFile(settings(context)),
    }),
  },
  deaths: [
    {
      log: /Incompatible clusterIDs in /,
      why: 'its blocks belong to another NameNode: the data of one of them were deleted or replaced',
      fixes: lostData,
    },
    {
      log: /reported blocks \d+ needs additional \d+ blocks/,
      why: 'blocks of its files are missing: data were deleted',
      fixes: lostData,
    },
  ],
  docker: hdfsInDocker,
};

/** Each writes a line a request, readiness probes included. */
const quietLoggers = {
  'log4j.logger.http.requests': 'WARN',
  'log4j.logger.datanode.webhdfs': 'WARN',
  'log4j.logger.org.apache.hadoop.hdfs.server.namenode.FSNamesystem.audit': 'WARN',
};

function settings({ dir, port }: RecipeContext) {
  const address = (name: string) => `127.0.0.1:${port(name)}`;
  return {
    'fs.defaultFS': `hdfs://${address('rpc')}`,
    'hadoop.tmp.dir': `${dir}/tmp`,
    'dfs.namenode.name.dir': folderUrl(`${dir}/data/name`),
    // Read as a path of Hadoop, which decodes nothing, and not as a URL like the one above.
    'dfs.datanode.data.dir': `${dir}/data/blocks`,
    'dfs.namenode.rpc-address': address('rpc'),
    'dfs.namenode.http-address': address('http'),
    'dfs.datanode.address': address('datanode'),
    'dfs.datanode.http.address': address('datanode-http'),
    'dfs.datanode.ipc.address': address('datanode-ipc'),
    'dfs.datanode.hostname': '127.0.0.1',
    // A machine without DNS has no name for 127.0.0.1 that the NameNode could check.
    'dfs.namenode.datanode.registration.ip-hostname-check': false,
    'dfs.replication': 1,
    // Each file that is being written needs a whole block of free disk, and by default a gigabyte beside it.
    'dfs.blocksize': 32 * 1024 * 1024,
    'dfs.datanode.round-robin-volume-choosing-policy.additional-available-space': 0,
    'dfs.permissions.enabled': false,
    // WebHDFS has no login: web pages of other sites are kept out by the Host and Origin headers.
    'hadoop.http.filter.initializers':
      'org.apache.hadoop.http.lib.StaticUserWebFilter,streamkit.hdfs.LocalRequestsFilter$Initializer',
    'dfs.datanode.httpserver.filter.handlers': 'streamkit.hdfs.LocalRequestsHandler',
    // After a start all blocks are reported within a moment: nothing to wait for.
    'dfs.namenode.safemode.extension': 0,
    'dfs.namenode.safemode.recheck.interval': 50,
    ...heartbeat,
  };
}
