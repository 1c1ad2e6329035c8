import type { ContainerContext, DockerRecipe } from '../types.js';

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
        // The image formats this folder when it is missing; it must be below the volume, not the volume itself.
        ENSURE_NAMENODE_DIR: nameDir,
        ...coreSite,
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
        ...coreSite,
        ...hdfsSite({
          'dfs.datanode.data.dir': '/data/blocks',
          // Where WebHDFS sends clients. Hadoop's own clients in the network take the container's address instead.
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
  inside: { rpc: 'hdfs://namenode:8020', webhdfs: 'http://namenode:9870/webhdfs/v1' },
  proof: [
    ...['hdfs', 'dfs', '-D', 'dfs.replication=1', '-put', '-f'],
    ...['/etc/hostname', 'hdfs://namenode:8020/tmp/.streamkit-proof'],
  ],
};

const coreSite = { 'CORE-SITE.XML_fs.defaultFS': 'hdfs://namenode:8020' };

/** Each file that is being written needs a whole block of free disk, and by default a gigabyte beside it. */
const onOneDisk = {
  'dfs.replication': 1,
  'dfs.blocksize': 32 * 1024 * 1024,
  'dfs.datanode.round-robin-volume-choosing-policy.additional-available-space': 0,
};

/** The image makes site files from variables of this form. */
function hdfsSite(properties: Record<string, string | number | boolean>): Record<string, string> {
  const all = { ...onOneDisk, 'dfs.permissions.enabled': false, ...properties };
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [`HDFS-SITE.XML_${name}`, String(value)]),
  );
}
