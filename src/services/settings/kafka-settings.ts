import { createHash } from 'node:crypto';
import type { Instance, KnownDeath } from '../types.js';
import { lostData } from '../lost-data.js';

/** Where a broker of a development stack differs from Kafka's defaults, in either mode and on every engine. */
export function brokerSettings({ count }: Instance) {
  const { factor, minInSync } = replication(count);
  return {
    'offsets.topic.replication.factor': factor,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': factor,
    'transaction.state.log.min.isr': minInSync,
    'transaction.state.log.num.partitions': 1,
    // Of share groups, which Kafka 4 has.
    'share.coordinator.state.topic.replication.factor': factor,
    'share.coordinator.state.topic.min.isr': minInSync,
    'share.coordinator.state.topic.num.partitions': 1,
    'group.initial.rebalance.delay.ms': 0,
    // The cleaner's default buffer of 128 MB does not fit into a small heap.
    'log.cleaner.dedupe.buffer.size': 16 * 1024 * 1024,
    ...(count === 1 ? {} : { 'default.replication.factor': factor, 'min.insync.replicas': minInSync }),
  };
}

/** How many copies of a record that many brokers keep, and how many must have it before `acks=all` is answered. */
export function replication(brokers: number): { factor: number; minInSync: number } {
  return { factor: Math.min(3, brokers), minInSync: brokers >= 3 ? 2 : 1 };
}

/** Whether the broker is a KRaft controller as well: those of the first `up` are, and stay the only ones. */
export function isController({ number, founders }: Instance): boolean {
  return number <= founders;
}

/**
 * The id of a controller's data folder, which all first controllers must know before any of them is formatted: 16 bytes of
 * base64url, the form of Kafka's own ids, never "-" first.
 */
export function directoryId(stackId: string, number: number): string {
  const id = createHash('sha256')
    .update(`${stackId} ${number}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url');
  return `A${id.slice(1)}`;
}

export const brokerRegistration = {
  // A killed broker stays registered in ZooKeeper until its session ends: short, so that `up` repairs it soon.
  'zookeeper.session.timeout.ms': 6000,
  // By default as short: a broker gives up when ZooKeeper is held up by a busy disk. `up` decides how long to wait.
  'zookeeper.connection.timeout.ms': 60_000,
};

/** How a broker dies that finds that registration, or sees it end while it reads it (Kafka's checkedEphemeral). */
export const staleRegistration = {
  log: /NodeExistsException.*brokers\/ids|KeeperErrorCode = NodeExists|"org\.apache\.zookeeper\.data\.Stat\.getEphemeralOwner\(\)" because/,
  why: 'ZooKeeper still holds the registration of the broker that was killed; it ends within 6 s',
};

/** ZooKeeper has given the cluster a new id: it has lost its data, and with it the list of topics and their settings. */
export const anotherCluster: KnownDeath = {
  log: /Invalid cluster\.id in: .*meta\.properties|InconsistentClusterIdException/,
  why: 'its records belong to a cluster that ZooKeeper no longer knows: the data of ZooKeeper were deleted or replaced',
  fixes: lostData,
};
