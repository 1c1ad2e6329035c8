import type { ExportedJob, ExportedStack } from './exported-stack.js';
import type { LeftOut } from './object.js';

/** Why a service of the stack is not exported. */
const reasons: Record<string, string> = {
  mysql:
    'A database needs backups and an owner: use a managed one or an operator of its own, and name its Service {host}.',
  postgres:
    'A database needs backups and an owner: use a managed one or an operator such as CloudNativePG, and name its Service {host}.',
  s3: 'Use the object storage of the cluster, and name its Service {host}.',
  'flink-sql':
    'The Flink operator runs jobs, and has no object for a SQL gateway: submit statements as jobs.',
  opensearch:
    'A search cluster needs storage and an owner: use a managed one or the OpenSearch operator, and name its Service {host}.',
  cassandra:
    'A database needs backups and an owner: use a managed one or an operator such as K8ssandra, and name its Service {host}.',
  hbase: 'A database needs backups and an owner: use a managed one, and name its ZooKeeper Service {host}.',
  mongodb:
    'A database needs backups and an owner: use a managed one or the operator of MongoDB, and name its Service {host}.',
  hdfs: 'HDFS has no maintained operator, and a NameNode in one pod would lose the data with the pod: use object storage.',
  httpfs: 'It is a gateway to HDFS, which is left out.',
  hive: 'Hive has no maintained operator and needs HDFS, which is left out.',
};

/** What the stack has that no object stands for. Pure. */
export function leftOutServices(stack: ExportedStack): LeftOut[] {
  const { services, outside, kafka, jobs } = stack;
  const left = services
    .filter((name) => reasons[name] !== undefined)
    .map((name) => ({ what: name, why: reason(name, outside[name] ?? name) }));
  const zookeeper = {
    what: 'ZooKeeper of Kafka',
    why: 'Strimzi runs Kafka in KRaft mode only: the cluster starts empty, without the data of this stack.',
  };
  return [...left, ...(kafka?.zookeeper === true ? [zookeeper] : []), ...jobs.flatMap(leftOutJob)];
}

function reason(name: string, address: string): string {
  const host = address.replace(/^[a-z]+:\/\//, '').replace(/[:/].*$/, '');
  return (reasons[name] ?? '').replace('{host}', `\`${host}\``);
}

function leftOutJob({ name, processor }: ExportedJob): LeftOut[] {
  if (processor === 'storm') {
    return [{ what: `Job ${name}`, why: 'Storm has no object for topologies: submit it with `storm jar`.' }];
  }
  if (processor !== undefined) return [];
  const why = 'Its processor is not known: add "on" to the job in streamkit.yml, or build its jar first.';
  return [{ what: `Job ${name}`, why }];
}
