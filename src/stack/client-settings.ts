import { join } from 'node:path';
import type { Stack } from '../engines/engine.js';
import {
  clientPropertiesFile,
  kafkaClientSettings,
  saslMechanism,
  type StackSecurity,
} from '../services/settings/security.js';
import { mysqlPasswordFile, mysqlUser } from '../services/mysql.js';
import {
  postgresClientFile,
  postgresDatabase,
  postgresUser,
} from '../services/settings/postgres-settings.js';
import { s3Region, s3User } from '../services/settings/s3-settings.js';
import type { RemoteContext } from '../contexts/open-context.js';
import type { Session } from './session.js';
import { endpointOf, runningStack } from './endpoint.js';

/** How programs are told where the services of a stack are, in the three ways that programs read it. */
export interface ClientSettings {
  /** Environment variables. */
  variables: Record<string, string>;
  /** Keys of Kafka's clients and Confluent's serializers. */
  properties: Record<string, string>;
  /** Keys of Spring Boot. */
  spring: Record<string, string>;
}

interface Place {
  /** As clients write it. */
  endpoint: string;
  stack: Stack;
  /** Whether passwords may be in the settings, or only the names of the files that hold them. */
  secrets: boolean;
}

type Settings = (place: Place) => Partial<ClientSettings>;

/** What a program is told of each service; a new service that programs connect to gets a line here. */
const settings: Record<string, Settings> = {
  zookeeper: ({ endpoint }) => ({ variables: { ZOOKEEPER_CONNECT: endpoint } }),
  kafka: (place) => kafkaSettings(place),
  'schema-registry': ({ endpoint }) => ({
    variables: { SCHEMA_REGISTRY_URL: endpoint },
    properties: { 'schema.registry.url': endpoint },
    spring: { 'spring.kafka.properties.schema.registry.url': endpoint },
  }),
  connect: ({ endpoint }) => ({ variables: { CONNECT_URL: endpoint.split(',')[0] ?? '' } }),
  mysql: (place) => mysqlSettings(place),
  postgres: (place) => postgresVariables(place),
  s3: (place) => s3Variables(place),
  nimbus: ({ endpoint }) => ({ variables: hostAndPort('NIMBUS', endpoint) }),
  hdfs: ({ endpoint }) => ({ variables: { HDFS_URL: endpoint } }),
  hive: ({ endpoint }) => ({ variables: { HIVE_JDBC_URL: endpoint } }),
  'flink-jobmanager': ({ endpoint }) => ({ variables: { FLINK_REST_URL: endpoint } }),
};

/**
 * The settings of all services that the stack was brought up with, whether they run now or not; all empty before its
 * first `up`.
 */
export function clientSettings(
  session: Session,
  { secrets, addressOf = endpointOf }: { secrets: boolean; addressOf?: typeof endpointOf },
): ClientSettings {
  const all: ClientSettings = { variables: {}, properties: {}, spring: {} };
  if (session.context) return contextSettings(session.context);
  for (const [service, of] of Object.entries(settings)) {
    if (session.record?.ports[service] === undefined) continue;
    const endpoint = addressOf(session, service);
    const { variables, properties, spring } = of({
      endpoint,
      stack: runningStack(session, service),
      secrets,
    });
    Object.assign(all.variables, variables);
    Object.assign(all.properties, properties);
    Object.assign(all.spring, spring);
  }
  return all;
}

/** Addresses of a context. Secrets stay in the file that the user has for it. */
function contextSettings({ cluster, propertiesFile }: RemoteContext): ClientSettings {
  const { brokers, registry, connect, tls, sasl } = cluster;
  const servers = brokers.join(',');
  const protocol = `${sasl ? 'SASL_' : ''}${tls ? 'SSL' : 'PLAINTEXT'}`;
  return {
    variables: {
      KAFKA_BOOTSTRAP_SERVERS: servers,
      KAFKA_SECURITY_PROTOCOL: protocol,
      ...(sasl && { KAFKA_SASL_MECHANISM: sasl.mechanism.toUpperCase() }),
      ...(propertiesFile !== undefined && { KAFKA_CLIENT_PROPERTIES: propertiesFile }),
      ...(registry && { SCHEMA_REGISTRY_URL: registry.url }),
      ...(connect && { CONNECT_URL: connect.url }),
    },
    properties: {
      'bootstrap.servers': servers,
      'security.protocol': protocol,
      ...(registry && { 'schema.registry.url': registry.url }),
    },
    spring: { 'spring.kafka.bootstrap-servers': servers, 'spring.kafka.security.protocol': protocol },
  };
}

function kafkaSettings({ endpoint, stack: { security }, secrets }: Place): Partial<ClientSettings> {
  const login = security && securedSettings(security, secrets);
  return {
    variables: { KAFKA_BOOTSTRAP_SERVERS: endpoint, ...login?.variables },
    properties: { 'bootstrap.servers': endpoint, ...login?.properties },
    spring: {
      'spring.kafka.bootstrap-servers': endpoint,
      ...Object.fromEntries(
        Object.entries(login?.properties ?? {}).map(([key, value]) => [
          `spring.kafka.properties.${key}`,
          value,
        ]),
      ),
    },
  };
}

/** How programs sign in to a secured stack; without secrets they read the file that KAFKA_CLIENT_PROPERTIES names. */
function securedSettings(security: StackSecurity, secrets: boolean) {
  const { app, caFile } = security;
  const { 'sasl.jaas.config': login = '', ...open } = kafkaClientSettings(security, app);
  return {
    variables: {
      KAFKA_SECURITY_PROTOCOL: 'SASL_SSL',
      KAFKA_SASL_MECHANISM: saslMechanism,
      KAFKA_SASL_USERNAME: app.user,
      ...(secrets ? { KAFKA_SASL_PASSWORD: app.password } : {}),
      KAFKA_CA_FILE: caFile,
      KAFKA_CLIENT_PROPERTIES: clientPropertiesFile(security, 'client'),
    },
    properties: { ...open, ...(secrets ? { 'sasl.jaas.config': login } : {}) },
  };
}

function mysqlSettings({ endpoint, stack, secrets }: Place): Partial<ClientSettings> {
  return {
    variables: {
      ...hostAndPort('MYSQL', endpoint),
      MYSQL_USER: mysqlUser,
      MYSQL_PASSWORD_FILE: mysqlPasswordFile({ dir: join(stack.dir, 'mysql') }),
      ...(secrets ? { MYSQL_PASSWORD: stack.secret } : {}),
    },
    spring: {
      'spring.datasource.url': `jdbc:mysql://${endpoint}/`,
      'spring.datasource.username': mysqlUser,
      ...(secrets ? { 'spring.datasource.password': stack.secret } : {}),
    },
  };
}

/** Those that psql and every other program on libpq reads. Spring has one data source, and MySQL has it. */
function postgresVariables({ endpoint, stack, secrets }: Place): Partial<ClientSettings> {
  return {
    variables: {
      ...hostAndPort('PG', endpoint, ''),
      PGUSER: postgresUser,
      PGDATABASE: postgresDatabase,
      PGPASSFILE: postgresClientFile(join(stack.dir, 'postgres')),
      ...(secrets ? { PGPASSWORD: stack.secret } : {}),
    },
  };
}

/** Those that the AWS CLI and the SDKs read. */
function s3Variables({ endpoint, stack, secrets }: Place): Partial<ClientSettings> {
  return {
    variables: {
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_REGION: s3Region,
      AWS_SHARED_CREDENTIALS_FILE: join(stack.dir, 's3/conf/credentials'),
      ...(secrets ? { AWS_ACCESS_KEY_ID: s3User, AWS_SECRET_ACCESS_KEY: stack.secret } : {}),
    },
  };
}

function hostAndPort(prefix: string, endpoint: string, separator = '_'): Record<string, string> {
  const [host = '', port = ''] = endpoint.split(':');
  return { [`${prefix}${separator}HOST`]: host, [`${prefix}${separator}PORT`]: port };
}
