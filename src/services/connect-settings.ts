const jsonConverter = 'org.apache.kafka.connect.json.JsonConverter';

/** What every worker has, a standalone one too. */
export const anyWorker = {
  'key.converter': jsonConverter,
  'value.converter': jsonConverter,
  'offset.flush.interval.ms': 1000,
};

/** What a distributed worker has that is alone in its group, on a single broker. */
export const onlyWorker = {
  'group.id': 'connect-cluster',
  'config.storage.topic': 'connect-configs',
  'offset.storage.topic': 'connect-offsets',
  'status.storage.topic': 'connect-status',
  'config.storage.replication.factor': 1,
  'offset.storage.replication.factor': 1,
  'status.storage.replication.factor': 1,
  'offset.storage.partitions': 1,
  'status.storage.partitions': 1,
  // A worker alone waits for nobody who might come back.
  'scheduled.rebalance.max.delay.ms': 0,
};

/** Where a stack's connectors are installed, each in a folder of its own. @param dir the service's folder */
export function pluginFolder(dir: string): string {
  return `${dir}/data/plugins`;
}
