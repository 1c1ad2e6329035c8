import { expect, test } from 'vitest';
import { catalogue } from '../../../../src/services/catalogue.js';
import type { ContainerContext } from '../../../../src/services/docker-recipe.js';
import type { RecipeContext } from '../../../../src/services/types.js';
import { withSettings, type SettingsTable } from '../../../../src/services/settings/user-settings.js';

const context = {
  dir: '/stack/service',
  firstDir: '/stack/service',
  instance: { of: 'service', number: 1, count: 1, founders: 1 },
  port: () => 1,
  listenPort: () => 1,
  stackId: 'id',
  secret: 'secret',
  peer: () => ({ host: '127.0.0.1', port: 1 }),
  peers: () => [{ host: '127.0.0.1', port: 1 }],
} satisfies RecipeContext;
const inside = {
  stackDir: '/stack',
  stackId: 'id',
  secret: 'secret',
  published: () => 1,
  instance: context.instance,
  hosts: (name: string) => [name],
  exchange: '/exchange',
} satisfies ContainerContext;

function service(name: string, table: SettingsTable, engine: 'local' | 'docker' = 'local') {
  const found = withSettings(catalogue('zookeeper', engine), table).find((one) => one.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

const fileOf = (name: string, file: string, table: SettingsTable) =>
  service(name, table).local?.files?.(context)[file] ?? '';
const container = (name: string, table: SettingsTable) => service(name, table, 'docker').docker.containers[0];

test('a setting replaces the default of streamkit in the file of the service', () => {
  const text = fileOf('kafka', 'conf/server.properties', {
    kafka: { 'offsets.topic.num.partitions': 5, 'log.retention.hours': 24 },
  });
  expect(text.match(/^offsets.topic.num.partitions=.*$/gm)).toEqual(['offsets.topic.num.partitions=5']);
  expect(text).toContain('log.retention.hours=24\n');
});

test('a product stands for all its services', () => {
  const table = { storm: { 'topology.message.timeout.secs': 90 } };
  for (const name of ['nimbus', 'supervisor'])
    expect(fileOf(name, 'conf/storm.yaml', table)).toContain('topology.message.timeout.secs: 90\n');
  expect(fileOf('kafka', 'conf/server.properties', table)).not.toContain('topology');
});

test('programs get options, Quarkus system properties, containers variables, files and options', () => {
  const { local } = service('mysql', { mysql: { max_connections: 7, 'slow-query-log': true } });
  expect(local?.kind === 'program' && local.arguments(context, undefined)).toEqual(
    expect.arrayContaining(['--max-connections=7', '--slow-query-log=ON']),
  );
  const registry = service('schema-registry', {
    'schema-registry': { 'registry.rules.global.compatibility': 'FULL' },
  }).local;
  expect(registry?.kind === 'java' && registry.systemProperties?.(context)).toMatchObject({
    'registry.rules.global.compatibility': 'FULL',
  });
  expect(container('kafka', { kafka: { 'log.retention.hours': 24 } })?.environment?.(inside)).toMatchObject({
    KAFKA_LOG_RETENTION_HOURS: '24',
  });
  expect(container('mysql', { mysql: { max_connections: 7 } })?.command).toContain('--max-connections=7');
  const [file] =
    container('flink-jobmanager', { flink: { 'parallelism.default': 2 } })?.files?.(inside) ?? [];
  const text = file && 'text' in file ? file.text : '';
  expect(text.match(/^parallelism.default: .*$/gm)).toEqual(['parallelism.default: 2']);
});

test.each([
  [
    { kafka: { listeners: 'PLAINTEXT://0.0.0.0:9092' } },
    'streamkit sets it itself: it belongs to the address',
  ],
  [
    { kafka: { 'controller.quorum.voters': 'x' } },
    'streamkit sets it itself: Kafka runs as "kafkaMode" says',
  ],
  [{ mysql: { bind_address: '0.0.0.0' } }, 'streamkit sets it itself: it keeps the service on this machine'],
  [
    { kafka: { 'ssl.keystore.location': 'x' } },
    'streamkit sets it itself: TLS, SASL and users belong to the',
  ],
  [{ kafka: { 'super.users': 'User:eve' } }, 'streamkit sets it itself: TLS, SASL and users belong to the'],
  [
    { connect: { 'producer.sasl.jaas.config': 'x' } },
    'TLS, SASL and users belong to the whole stack; use "secure"',
  ],
  [
    { zookeeper: { 'ssl.clientAuth': 'none' } },
    'streamkit sets it itself: TLS, SASL and users belong to the',
  ],
  [{ kafka: { 'a\nlisteners': 'x' } }, 'this is not the name of a setting'],
  [{ hdfs: { 'dfs.replication': 1 } }, 'hdfs has no settings here'],
  [{ kafak: {} }, 'There is no service named "kafak"'],
] satisfies [SettingsTable, string][])('%o is refused', (table, reason) => {
  expect(() => withSettings(catalogue('zookeeper'), table)).toThrow(reason);
});

test('a value cannot add a line to a file', () => {
  const text = fileOf('kafka', 'conf/server.properties', {
    kafka: { 'log.retention.hours': '1\nlisteners=x' },
  });
  expect(text).not.toContain('\nlisteners=x');
});
