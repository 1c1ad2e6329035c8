import { heartbeat } from '../hadoop.js';
import { log4jToStdout } from '../settings/properties.js';
import type { ContainerContext, DockerRecipe } from '../docker-recipe.js';

const version = '3.4.3';
const image = `apache/hadoop:${version}`;
const nameDir = '/data/name';

/** NameNode and DataNode, a container each. */
export const hdfsInDocker: DockerRecipe = {
  as: {
    version,
    ports: [
      { name: 'rpc', default: 8020 },
      { name: 'http', default: 9870 },
      { name: 'datanode', default: 9866 },
      { name: 'datanode-http', default: 9864 },
    ],
  },
  containers: [
    {
      name: 'namenode',
      image,
      command: ['hdfs', 'namenode'],
      environment: () => ({
        HDFS_NAMENODE_OPTS: '-Xmx256m',
        ...briefLookups,
        // The image formats this folder when it is missing; it must be below the volume, not the volume itself.
        ENSURE_NAMENODE_DIR: nameDir,
        ...coreSite,
        ...proxyUser,
        ...hdfsSite({
          'dfs.namenode.name.dir': nameDir,
          'dfs.namenode.rpc-bind-host': '0.0.0.0',
          'dfs.namenode.http-address': '0.0.0.0:9870',
          // A DataNode is known by the address for clients of this machine, which is not its own.
          'dfs.namenode.datanode.registration.ip-hostname-check': false,
          'dfs.namenode.safemode.extension': 0,
        }),
      }),
      ports: { rpc: 8020, http: 9870 },
      volumes: { data: '/data' },
      stopGraceSeconds: 20,
    },
    {
      name: 'datanode',
      image,
      command: ['hdfs', 'datanode'],
      environment: ({ published }: ContainerContext) => ({
        HDFS_DATANODE_OPTS: '-Xmx256m',
        ...briefLookups,
        ...coreSite,
        ...hdfsSite({
          'dfs.datanode.data.dir': '/data/blocks',
          // Where WebHDFS sends clients: those of this machine. Those in the network have HttpFS; Hadoop's own take the
          // container's address instead.
          'dfs.datanode.hostname': '127.0.0.1',
          'dfs.datanode.address': `0.0.0.0:${published('datanode')}`,
          'dfs.datanode.http.address': `0.0.0.0:${published('datanode-http')}`,
        }),
      }),
      ports: { datanode: 'same', 'datanode-http': 'same' },
      volumes: { data: '/data' },
      stopGraceSeconds: 20,
    },
  ],
  inside: { rpc: 'hdfs://namenode:8020' },
  proof: putAt('hdfs://namenode:8020/tmp/.streamkit-proof'),
};

/** WebHDFS for containers: its redirects name the host that it was asked by. */
export const httpfsInDocker: DockerRecipe = {
  containers: [
    {
      name: 'httpfs',
      image,
      command: ['hdfs', 'httpfs'],
      environment: () => ({
        HDFS_HTTPFS_OPTS: '-Xmx128m',
        // By default it is beside the program, where the image's user need not be allowed to write.
        HTTPFS_TEMP: '/tmp/httpfs',
        ...briefLookups,
        ...coreSite,
        ...hdfsSite({}),
        // The image's own settings log into files.
        ...variables('HTTPFS-LOG4J.PROPERTIES', { ...log4jToStdout, ...quietLoggers }),
      }),
      ports: { http: 14_000 },
      // Nothing is in it; without a name the image's volume would be an anonymous one, which nobody deletes.
      volumes: { data: '/data' },
      stopGraceSeconds: 10,
    },
  ],
  inside: { webhdfs: 'http://httpfs:14000/webhdfs/v1' },
  // It looks for the NameNode at each request.
  after: [],
  proof: putAt('webhdfs://httpfs:14000/tmp/.streamkit-proof'),
};

/** Version of Hadoop in its image. */
export const hadoopImageVersion = version;

/** Writes a file by Hadoop's own client, which follows WebHDFS's redirects. */
function putAt(url: string): string[] {
  return ['hdfs', 'dfs', '-D', 'dfs.replication=1', '-put', '-f', '/etc/hostname', url];
}

/** Hadoop asks for the name of each address that it hears from: ten seconds each where no DNS server answers. */
const briefLookups = { RES_OPTIONS: 'timeout:1 attempts:1' };

const coreSite = variables('CORE-SITE.XML', { 'fs.defaultFS': 'hdfs://namenode:8020' });

/** HttpFS runs as the image's user, and acts for the user that each request names. */
const proxyUser = variables('CORE-SITE.XML', {
  'hadoop.proxyuser.hadoop.hosts': '*',
  'hadoop.proxyuser.hadoop.groups': '*',
});

/** Each writes a line a request, readiness probes included. */
const quietLoggers = { 'log4j.logger.http.requests': 'WARN', 'log4j.logger.httpfsaudit': 'WARN' };

/** Each file that is being written needs a whole block of free disk, and by default a gigabyte beside it. */
const onOneDisk = {
  'dfs.replication': 1,
  'dfs.blocksize': 32 * 1024 * 1024,
  'dfs.datanode.round-robin-volume-choosing-policy.additional-available-space': 0,
};

function hdfsSite(properties: Record<string, string | number | boolean>): Record<string, string> {
  return variables('HDFS-SITE.XML', {
    ...onOneDisk,
    ...heartbeat,
    'dfs.permissions.enabled': false,
    ...properties,
  });
}

/** The image makes files of settings from variables of this form. */
function variables(
  file: string,
  properties: Record<string, string | number | boolean>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [`${file}_${name}`, String(value)]),
  );
}
