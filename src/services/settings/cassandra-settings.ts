import { clusterNameOf } from './cluster-name.js';
import { yamlFile } from './yaml.js';

/** The data center of a node with the simplest snitch. */
export const cassandraDataCenter = 'datacenter1';

export interface CassandraAddress {
  native: number;
  storage: number;
}

/** cassandra.yaml of a single node on loopback. @param data the folder that holds all of its data */
export function cassandraSettings(
  stackId: string,
  data: string,
  { native, storage }: CassandraAddress,
): string {
  const seeds = [{ seeds: `127.0.0.1:${storage}` }];
  return yamlFile({
    cluster_name: clusterNameOf(stackId),
    num_tokens: 1,
    partitioner: 'org.apache.cassandra.dht.Murmur3Partitioner',
    listen_address: '127.0.0.1',
    rpc_address: '127.0.0.1',
    storage_port: storage,
    native_transport_port: native,
    seed_provider: [{ class_name: 'org.apache.cassandra.locator.SimpleSeedProvider', parameters: seeds }],
    endpoint_snitch: 'SimpleSnitch',
    data_file_directories: [`${data}/data`],
    commitlog_directory: `${data}/commitlog`,
    saved_caches_directory: `${data}/saved_caches`,
    hints_directory: `${data}/hints`,
    cdc_raw_directory: `${data}/cdc_raw`,
    // A write is acknowledged when it is on disk.
    commitlog_sync: 'batch',
    commitlog_segment_size: '8MiB',
    auto_bootstrap: false,
    // DROP TABLE deletes the data.
    auto_snapshot: false,
    file_cache_size: '16MiB',
    networking_cache_size: '8MiB',
    memtable_heap_space: '64MiB',
    memtable_offheap_space: '64MiB',
    concurrent_reads: 4,
    concurrent_writes: 4,
  });
}

/** Internals of the JDK that Cassandra uses; from its own options for Java 17. */
export const cassandraModuleOptions = [
  ...[
    'java.base/java.lang.ref',
    'java.base/jdk.internal.misc',
    'java.base/sun.nio.ch',
    'java.management.rmi/com.sun.jmx.remote.internal.rmi',
    'java.rmi/sun.rmi.registry',
    'java.rmi/sun.rmi.server',
    'java.sql/java.sql',
    'jdk.unsupported/sun.misc',
  ].map((name) => `--add-exports=${name}=ALL-UNNAMED`),
  ...[
    'java.base/java.io',
    'java.base/java.lang',
    'java.base/java.lang.module',
    'java.base/java.nio',
    'java.base/java.util',
    'java.base/java.util.concurrent',
    'java.base/java.util.concurrent.atomic',
    'java.base/jdk.internal.loader',
    'java.base/jdk.internal.math',
    'java.base/jdk.internal.module',
    'java.base/jdk.internal.ref',
    'java.base/jdk.internal.reflect',
    'java.base/jdk.internal.util.jar',
    'java.base/sun.nio.ch',
    'jdk.management/com.sun.management.internal',
  ].map((name) => `--add-opens=${name}=ALL-UNNAMED`),
];
