import type { ExportedConnector, ExportedStack } from '../../../src/export/exported-stack.js';

export const password = 'aS3cretOfTheStack';

/** A stack with nothing but its name. */
export function emptyStack(more: Partial<ExportedStack> = {}): ExportedStack {
  return {
    cluster: 'shop',
    stack: 'shop',
    services: [],
    outside: { mysql: 'mysql:3306', hdfs: 'http://httpfs:14000' },
    kafka: undefined,
    secure: false,
    settings: {},
    topics: [],
    users: [],
    connect: undefined,
    plugins: [],
    connectors: [],
    supervisors: 1,
    jobs: [],
    topologies: [],
    versions: {
      zookeeper: '3.9.5',
      'schema-registry': '2.6.13.Final',
      nimbus: '2.8.9',
      'flink-jobmanager': '2.2.1',
      'spark-master': '4.1.2',
    },
    passwords: [password],
    notes: [],
    targets: { images: 'registry.example.com/shop', jars: 'https://jars.example.com' },
    ...more,
  };
}

export function connector(name: string, config: Record<string, string>): ExportedConnector {
  return { name, config, secrets: [], state: 'running' };
}

/** Everything that can be exported, with names and values that are hard to write down. */
export function fullStack(more: Partial<ExportedStack> = {}): ExportedStack {
  return emptyStack({
    services: [
      ...[
        'zookeeper',
        'kafka',
        'schema-registry',
        'connect',
        'mysql',
        'nimbus',
        'supervisor',
        'hdfs',
        'hive',
      ],
      ...['flink-jobmanager', 'flink-taskmanager', 'spark-master', 'spark-worker'],
    ],
    kafka: { brokers: 3, zookeeper: true },
    settings: {
      kafka: { 'log.retention.hours': 24, 'ssl.client.auth': 'required', 'broker.rack': 'a' },
      connect: { 'offset.flush.interval.ms': 500, 'producer.sasl.jaas.config': `password="${password}"` },
      storm: { 'topology.workers': 2 },
      flink: { 'state.backend.type': 'rocksdb', 's3.secret-key': 'hidden' },
      'schema-registry': { 'registry.rules.global.compatibility': 'FULL' },
    },
    topics: [
      { name: 'orders', partitions: 3, replication: 3, configs: { 'cleanup.policy': 'compact' } },
      { name: 'Order_Events', partitions: 1, replication: 1, configs: {} },
      { name: 'on', partitions: 1, replication: 1, configs: { 'retention.ms': '1000' } },
    ],
    users: [
      { name: 'admin', acls: [] },
      {
        name: 'app',
        acls: [
          {
            type: 'allow',
            resource: { type: 'topic', name: 'orders', patternType: 'prefix' },
            operations: ['DescribeConfigs'],
            host: '*',
          },
          { type: 'deny', resource: { type: 'cluster' }, operations: ['All'], host: '*' },
        ],
      },
    ],
    connect: { workers: 2, version: '3.9.2' },
    plugins: [
      {
        source: 'debezium-mysql',
        artifacts: [
          {
            group: 'io.debezium',
            artifact: 'debezium-connector-mysql',
            version: '3.6.1.Final',
            extension: 'tar.gz',
            classifier: 'plugin',
          },
        ],
      },
      {
        source: 'iceberg-sink',
        artifacts: [{ group: 'org.apache.iceberg', artifact: 'iceberg-kafka-connect', version: '1.12.0' }],
      },
      { source: 'plugins/own.jar', artifacts: [] },
    ],
    connectors: [
      {
        ...connector('Orders_Source', {
          name: 'Orders_Source',
          'connector.class': 'io.debezium.connector.mysql.MySqlConnector',
          'tasks.max': '1',
          'database.hostname': '${stack:mysql.host}',
          'database.port': '${stack:mysql.port}',
          'database.password': '${stack:password}',
          'schema.history.internal.kafka.bootstrap.servers': '${stack:kafka}',
          'database.ssl.truststore.password': 'changeit',
          'value.converter': 'io.apicurio.registry.utils.converter.AvroConverter',
          'value.converter.apicurio.registry.url': '${stack:schema-registry}',
        }),
        state: 'paused',
      },
      connector('files', {
        'connector.class': 'FileStreamSink',
        'tasks.max': '2',
        topics: 'orders',
        file: '/home/me/out.txt',
      }),
    ],
    supervisors: 2,
    jobs: [
      {
        name: 'Payments Count',
        processor: 'flink',
        jar: 'payments 0.1.jar',
        mainClass: 'com.shop.Payments',
        arguments: ['--topic', 'orders', '--password', 'hidden'],
        settings: { 'parallelism.default': '2', 'execution.checkpointing.interval': '10s' },
      },
      {
        name: 'totals',
        processor: 'spark',
        jar: 'totals.jar',
        mainClass: 'com.shop.Totals',
        arguments: ['orders'],
        settings: { 'spark.sql.shuffle.partitions': '2', 'spark.hadoop.fs.s3a.secret.key': 'hidden' },
      },
      {
        name: 'clicks',
        processor: 'storm',
        jar: 'clicks.jar',
        mainClass: undefined,
        arguments: [],
        settings: {},
      },
      {
        name: 'unknown',
        processor: undefined,
        jar: '*.jar',
        mainClass: undefined,
        arguments: [],
        settings: {},
      },
    ],
    topologies: ['word-count'],
    ...more,
  });
}
