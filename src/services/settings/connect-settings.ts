import { replication } from './kafka-settings.js';

const jsonConverter = 'org.apache.kafka.connect.json.JsonConverter';
const providers = 'org.apache.kafka.common.config.provider';

/** Settings of every worker, standalone ones included. */
export const anyWorker = {
  'key.converter': jsonConverter,
  'value.converter': jsonConverter,
  'offset.flush.interval.ms': 1000,
  // Connectors name secrets in place of holding them: `${dir:FOLDER:FILE}`, `${file:PATH:KEY}`, `${env:NAME}`.
  'config.providers': 'dir,file,env',
  'config.providers.dir.class': `${providers}.DirectoryConfigProvider`,
  'config.providers.file.class': `${providers}.FileConfigProvider`,
  'config.providers.env.class': `${providers}.EnvVarConfigProvider`,
};

/** Where the workers keep what they share. */
export const connectTopics = {
  'config.storage.topic': 'connect-configs',
  'offset.storage.topic': 'connect-offsets',
  'status.storage.topic': 'connect-status',
};

/** Settings of a distributed worker. @param brokers how many keep its topics @param workers how many share the work */
export function distributedWorker(brokers: number, workers: number) {
  const { factor } = replication(brokers);
  return {
    'group.id': 'connect-cluster',
    ...connectTopics,
    'config.storage.replication.factor': factor,
    'offset.storage.replication.factor': factor,
    'status.storage.replication.factor': factor,
    'offset.storage.partitions': 1,
    'status.storage.partitions': 1,
    // How long the tasks of a lost worker wait for its return; by default five minutes. A single worker waits for nobody.
    'scheduled.rebalance.max.delay.ms': workers === 1 ? 0 : 3000,
  };
}

/** Where a stack's connectors are installed, each in a folder of its own. @param dir the service's folder */
export function pluginFolder(dir: string): string {
  return `${dir}/data/plugins`;
}

/** Holds `password`, the stack's, for connectors. Only its owner may read it. @param dir the service's folder */
export function connectSecretsFolder(dir: string): string {
  return `${dir}/secrets`;
}

/** The files of that folder, by path below the service's. */
export function connectSecrets({ secret }: { secret: string }): Record<string, string> {
  return { 'secrets/password': secret };
}
