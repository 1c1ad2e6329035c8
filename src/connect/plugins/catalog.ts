import { parseCoordinates } from './coordinates.js';

/** A connector that can be installed by its short name: one of streamkit, or of another maker and tried with streamkit. */
export interface CatalogEntry {
  name: string;
  title: string;
  kind: 'source' | 'sink';
  class: string;
  /** Maven coordinates; the first one is the connector, the others are dependencies that its own pom leaves out. */
  artifacts: string[];
  /** Of a connector of streamkit, which has no artifacts: the module in `jvm/` that it is built from. */
  module?: string;
  license: string;
  /** Dependencies beside Kafka Connect, and what to know first. */
  note: string;
}

/** The folder on the plugin path that an entry is installed in. */
export function folderOf({ module, artifacts }: CatalogEntry): string | undefined {
  return module ?? parseCoordinates(artifacts[0] ?? '')?.artifact;
}

const debezium = (
  name: string,
  product: string,
  version: string,
  connectorClass: string,
  note: string,
): CatalogEntry => ({
  name: `debezium-${name}`,
  title: `Debezium for ${product}: every change of a table as a record`,
  kind: 'source',
  class: `io.debezium.connector.${connectorClass}`,
  artifacts: [`io.debezium:debezium-connector-${name}:${version}:tar.gz:plugin`],
  license: 'Apache-2.0',
  note,
});

/** Versions are those that were tried; `connector install GROUP:ARTIFACT:VERSION` installs any other. */
export const catalog: CatalogEntry[] = [
  {
    name: 'jdbc',
    title: 'JDBC source: rows of SQLite, MySQL, MariaDB or PostgreSQL as records',
    kind: 'source',
    class: 'streamkit.connect.jdbc.JdbcSourceConnector',
    artifacts: [],
    module: 'connect-jdbc',
    license: 'Apache-2.0',
    note: "part of streamkit; accepts the settings of Confluent's JDBC source",
  },
  debezium(
    'mariadb',
    'MariaDB',
    '3.5.0.Final',
    'mariadb.MariaDbConnector',
    'the mysql service is MariaDB on the local engine',
  ),
  debezium(
    'mysql',
    'MySQL 8.4',
    '3.6.1.Final',
    'mysql.MySqlConnector',
    'the mysql service is MySQL on the Docker engine; this connector does not work with MariaDB',
  ),
  debezium(
    'postgres',
    'PostgreSQL',
    '3.6.1.Final',
    'postgresql.PostgresConnector',
    'the postgres service; a server of your own needs wal_level=logical',
  ),
  {
    name: 'debezium-jdbc-sink',
    title: 'Debezium JDBC sink: records as rows of MySQL, MariaDB or PostgreSQL',
    kind: 'sink',
    class: 'io.debezium.connector.jdbc.JdbcSinkConnector',
    artifacts: ['io.debezium:debezium-connector-jdbc:3.6.0.Final:tar.gz:plugin'],
    license: 'Apache-2.0',
    note: 'records with a schema (Avro, or JSON with schemas)',
  },
  {
    name: 'iceberg-sink',
    title: 'Apache Iceberg sink: records as Parquet tables in HDFS',
    kind: 'sink',
    class: 'org.apache.iceberg.connect.IcebergSinkConnector',
    artifacts: [
      'org.apache.iceberg:iceberg-kafka-connect:1.12.0',
      // Its own pom leaves out the file format and the client of the file system.
      'org.apache.iceberg:iceberg-parquet:1.12.0',
      'org.apache.hadoop:hadoop-client-api:3.4.2',
      'org.apache.hadoop:hadoop-client-runtime:3.4.2',
    ],
    license: 'Apache-2.0',
    note: 'its control topic (iceberg.control.topic) must exist',
  },
  {
    name: 'mongodb',
    title: 'MongoDB source and sink',
    kind: 'sink',
    class: 'com.mongodb.kafka.connect.MongoSinkConnector',
    artifacts: ['org.mongodb.kafka:mongo-kafka-connect:2.0.1:jar:all'],
    license: 'Apache-2.0',
    note: 'the mongodb service (Docker engine) or a server of your own; the sink was tried with FerretDB, which speaks the same protocol; also the source, com.mongodb.kafka.connect.MongoSourceConnector, which needs a replica set, not tried',
  },
];
