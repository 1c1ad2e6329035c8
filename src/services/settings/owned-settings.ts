/** How a product reads the settings that users add in streamkit.yml, with the product's own names. */
export interface UserSettings {
  /** A file of ours with one setting per line, system properties of Java, or options (`--name=value`) of a program. */
  local: { file: string; format: 'properties' | 'yaml' } | 'system-properties' | 'options';
  /**
   * Variables with a prefix, one variable with a list, a YAML file whose path ends with this, or options of the image's
   * command.
   */
  docker: { environment: string } | { list: string } | { file: string } | 'options';
  /** Settings that users cannot change, and why: a phrase. A name may end with `*`. */
  owned: Record<string, string>;
}

const address = 'it belongs to the address; use "ports"';
const folder = "the data lies in the stack's folder";
const identity = 'it identifies the instance; use "scale"';
const security = 'it keeps the service on this machine';
const sharing = 'services of the stack find each other by it';
const signIn = 'TLS, SASL and users belong to the whole stack; use "secure"';

/** Of a Kafka client or server, each with the prefix that a product gives it. */
function tlsAndSasl(...prefixes: string[]): Record<string, string> {
  const keys = ['ssl.*', 'sasl.*', 'security.protocol'];
  return Object.fromEntries(prefixes.flatMap((prefix) => keys.map((key) => [prefix + key, signIn])));
}

export const kafkaUserSettings: UserSettings = {
  local: { file: 'conf/server.properties', format: 'properties' },
  docker: { environment: 'KAFKA' },
  owned: {
    listeners: address,
    'advertised.listeners': address,
    'advertised.host.name': address,
    'listener.security.protocol.map': address,
    'inter.broker.listener.name': address,
    port: address,
    'host.name': address,
    'broker.id': identity,
    'node.id': identity,
    'zookeeper.connect': sharing,
    'process.roles': 'Kafka runs as "kafkaMode" says',
    'controller.*': 'Kafka runs as "kafkaMode" says',
    'log.dir': folder,
    'log.dirs': folder,
    'metadata.log.dir': folder,
    ...tlsAndSasl(''),
    'listener.name.*': signIn,
    'security.*': signIn,
    'zookeeper.ssl.*': signIn,
    'authorizer.class.name': signIn,
    'super.users': signIn,
    'principal.builder.class': signIn,
    'password.encoder.*': signIn,
  },
};

export const zookeeperUserSettings: UserSettings = {
  local: { file: 'conf/zoo.cfg', format: 'properties' },
  docker: { list: 'ZOO_CFG_EXTRA' },
  owned: {
    'clientPort*': address,
    secureClientPort: address,
    dataDir: folder,
    dataLogDir: folder,
    'server.*': identity,
    'admin.*': security,
    'ssl.*': signIn,
    'authProvider.*': signIn,
  },
};

export const connectUserSettings: UserSettings = {
  local: { file: 'conf/worker.properties', format: 'properties' },
  docker: { environment: 'CONNECT' },
  owned: {
    'bootstrap.servers': sharing,
    'group.id': sharing,
    'config.storage.topic': sharing,
    'offset.storage.topic': sharing,
    'status.storage.topic': sharing,
    listeners: address,
    'rest.advertised.*': address,
    'rest.host.name': address,
    'rest.port': address,
    'rest.extension.classes': security,
    ...tlsAndSasl('', 'producer.', 'consumer.', 'admin.'),
    'listeners.https.*': signIn,
    'plugin.path': 'plugins are installed by "connectors.plugins"',
    'config.providers*': 'connectors use its providers for secrets',
  },
};

export const registryUserSettings: UserSettings = {
  local: 'system-properties',
  docker: { environment: 'SCHEMA_REGISTRY' },
  owned: {
    'quarkus.http.*': address,
    'quarkus.tls.*': signIn,
    'quarkus.management.*': security,
    'quarkus.datasource.*': folder,
    'quarkus.transaction-manager.object-store.directory': folder,
    'quarkus.log.console.*': 'streamkit reads the time of each log line',
    'host.name': address,
    port: address,
    listeners: address,
    'kafkastore.bootstrap.servers': sharing,
    ...tlsAndSasl('', 'kafkastore.'),
  },
};

export const stormUserSettings: UserSettings = {
  local: { file: 'conf/storm.yaml', format: 'yaml' },
  docker: { file: '/storm.yaml' },
  owned: {
    'storm.zookeeper.servers': sharing,
    'storm.zookeeper.port': sharing,
    'nimbus.seeds': sharing,
    'nimbus.thrift.port': address,
    'supervisor.thrift.port': address,
    'supervisor.slots.ports': address,
    'ui.port': address,
    'ui.host': security,
    'storm.local.dir': folder,
    'storm.log.dir': folder,
    'storm.local.hostname': security,
    'storm.thrift.transport': security,
    'storm.messaging.transport': security,
  },
};

export const flinkUserSettings: UserSettings = {
  local: { file: 'conf/config.yaml', format: 'yaml' },
  docker: { file: '/config.yaml' },
  owned: {
    'jobmanager.rpc.*': address,
    'jobmanager.bind-host': security,
    'taskmanager.host': address,
    'taskmanager.bind-host': security,
    'taskmanager.rpc.port': address,
    'taskmanager.resource-id': identity,
    'rest.address': address,
    'rest.port': address,
    'rest.bind-address': security,
    'rest.bind-port': address,
    'web.access-control-allow-origin': security,
    'web.upload.dir': folder,
    'io.tmp.dirs': folder,
    'execution.checkpointing.dir': folder,
    'execution.checkpointing.savepoint-dir': folder,
  },
};

export const flinkSqlUserSettings: UserSettings = {
  ...flinkUserSettings,
  owned: {
    ...flinkUserSettings.owned,
    'execution.target': sharing,
    'sql-gateway.endpoint.rest.address': address,
    'sql-gateway.endpoint.rest.port': address,
    'sql-gateway.endpoint.rest.bind-address': security,
    'sql-gateway.endpoint.rest.bind-port': address,
  },
};

export const mysqlUserSettings: UserSettings = {
  local: 'options',
  docker: 'options',
  owned: {
    port: address,
    'bind-address': security,
    'skip-networking': address,
    'skip-grant-tables': security,
    socket: folder,
    datadir: folder,
    basedir: folder,
    tmpdir: folder,
    'pid-file': folder,
    'init-file': 'it sets the password of the stack',
    user: 'the server runs as your user',
    'defaults-file': 'settings are in streamkit.yml',
  },
};

export const postgresUserSettings: UserSettings = {
  local: 'options',
  docker: 'options',
  owned: {
    port: address,
    listen_addresses: security,
    unix_socket_directories: folder,
    data_directory: folder,
    hba_file: security,
    config_file: 'settings are in streamkit.yml',
    wal_level: 'connectors that capture changes need it',
  },
};

export const openSearchUserSettings: UserSettings = {
  local: { file: 'conf/opensearch.yml', format: 'yaml' },
  docker: { file: 'config/opensearch.yml' },
  owned: {
    'network.*': address,
    'http.port': address,
    'http.host': address,
    'http.bind_host': address,
    'transport.port': address,
    'transport.host': address,
    'transport.bind_host': address,
    'path.*': folder,
    'cluster.name': identity,
    'discovery.*': 'it runs as a single node',
  },
};
