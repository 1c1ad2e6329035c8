/** What a broker without peers needs to differ from Kafka's defaults, in either mode and on every engine. */
export const singleBroker = {
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 1,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'transaction.state.log.num.partitions': 1,
  // Of share groups, which Kafka 4 has.
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.min.isr': 1,
  'share.coordinator.state.topic.num.partitions': 1,
  'group.initial.rebalance.delay.ms': 0,
  // The cleaner's default buffer of 128 MB does not fit beside anything in a small heap.
  'log.cleaner.dedupe.buffer.size': 16 * 1024 * 1024,
};

export const brokerRegistration = {
  // A killed broker stays registered in ZooKeeper until its session ends: short, so that `up` repairs soon.
  'zookeeper.session.timeout.ms': 6000,
  // Else as short: a broker gave up where ZooKeeper was held up by a busy disk. How long to wait is for `up` to say.
  'zookeeper.connection.timeout.ms': 60_000,
};

/** How a broker dies that meets that registration, or sees it end while it looks at it (Kafka's checkedEphemeral). */
export const staleRegistration = {
  log: /NodeExistsException.*brokers\/ids|KeeperErrorCode = NodeExists|"org\.apache\.zookeeper\.data\.Stat\.getEphemeralOwner\(\)" because/,
  why: 'ZooKeeper still holds the registration of the broker that was killed; it ends within 6 s',
};
