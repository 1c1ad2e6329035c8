import { join } from 'node:path';
import { expect, test } from 'vitest';
import { composeFile } from '../../../../src/engines/docker/compose.js';
import {
  configHash,
  containerOptions,
  imagesOf,
} from '../../../../src/engines/docker/containers/container-options.js';
import { createRequest } from '../../../../src/engines/docker/containers/create-request.js';
import { catalogue, findService, withNeeds } from '../../../../src/services/catalogue.js';
import { workerPlugins } from '../../../../src/services/connect.js';
import { assignPorts, portsOf } from '../../../../src/stack/addresses.js';

const services = catalogue('zookeeper', 'docker');
const ports = assignPorts(services, {}, { kafka: 19_092 });
const stack = {
  name: 'orders',
  dir: '/srv/home/stacks/orders',
  id: 'AAAAAAAAAAAAAAAAAAAAAA',
  secret: 'hush',
  images: { storm: 'my/storm' },
  exchange: '/srv/project',
  instancesOf: (service: string) => [service],
  portsOf: (service: string) => portsOf(ports, service),
};
const optionsOf = (name: string) => containerOptions(stack, findService(services, name));

test('a broker has a listener for each side, and is published on loopback', () => {
  const [options] = optionsOf('kafka');
  if (!options) throw new Error('no container');
  expect(options).toMatchObject({
    hostname: 'kafka',
    image: 'confluentinc/cp-kafka:7.9.9',
    ports: [{ published: 19_092, inside: 9092 }],
    volumes: { '/var/lib/kafka/data': `${options.network}-kafka-data` },
    environment: {
      KAFKA_ADVERTISED_LISTENERS: 'INTERNAL://kafka:29092,EXTERNAL://127.0.0.1:19092',
      KAFKA_ZOOKEEPER_CONNECT: 'zookeeper:2181',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    },
    labels: {
      'streamkit.stack': 'orders',
      'streamkit.dir': '/srv/home/stacks/orders',
      'streamkit.service': 'kafka',
      'streamkit.config-hash': configHash(stack, findService(services, 'kafka')),
    },
  });
  expect(createRequest(options, '1000:1000').HostConfig?.PortBindings).toEqual({
    '9092/tcp': [{ HostIp: '127.0.0.1', HostPort: '19092' }],
  });
});

test('MongoDB reads its password from a file that its user owns, and leaves no unnamed volume', () => {
  const [options] = optionsOf('mongodb');
  expect(options).toMatchObject({
    image: 'mongo:8.0',
    ports: [{ published: 27_017, inside: 27_017 }],
    environment: { MONGO_INITDB_ROOT_PASSWORD_FILE: '/run/streamkit/password' },
    files: [{ path: '/run/streamkit/password', text: 'hush', owner: 999 }],
  });
  expect(Object.keys(options?.volumes ?? {}).sort()).toEqual(['/data/configdb', '/data/db']);
  expect(JSON.stringify(options?.environment)).not.toContain('hush');
});

test('a DataNode listens at the ports that clients of this machine are told', () => {
  const [namenode, datanode] = optionsOf('hdfs');
  expect(namenode?.ports).toEqual([
    { published: 8020, inside: 8020 },
    { published: 9870, inside: 9870 },
  ]);
  expect(datanode?.ports).toEqual([
    { published: 9866, inside: 9866 },
    { published: 9864, inside: 9864 },
  ]);
  expect(datanode?.environment).toMatchObject({
    'HDFS-SITE.XML_dfs.datanode.hostname': '127.0.0.1',
    'HDFS-SITE.XML_dfs.datanode.http.address': '0.0.0.0:9864',
  });
});

test('connectors see the folders of this machine under the same path, as this user', () => {
  const [connect] = optionsOf('connect');
  expect(connect).toMatchObject({
    user: 'me',
    folders: [
      '/srv/home/stacks/orders/connect/data/plugins',
      '/srv/home/stacks/orders/connect/secrets',
      '/srv/home/stacks/orders/exchange',
      '/srv/project',
    ],
  });
  if (!connect) throw new Error('no container');
  // The image lets its own user and the group root write its settings, and nobody else.
  expect(createRequest(connect, '501:20')).toMatchObject({ User: '501:20', HostConfig: { GroupAdd: ['0'] } });
});

test('a standalone worker on Docker also finds the plugins of the image', () => {
  const [connect] = optionsOf('connect');
  const dir = join(stack.dir, 'connect');
  expect(workerPlugins('docker', dir)).toMatchObject({
    'plugin.path': connect?.environment['CONNECT_PLUGIN_PATH'],
  });
  expect(workerPlugins('local', dir)).toMatchObject({
    'plugin.path': '/srv/home/stacks/orders/connect/data/plugins',
  });
});

test("Storm's daemons log to standard output, which the daemon keeps", () => {
  for (const name of ['nimbus', 'supervisor', 'ui']) {
    const files = new Map(
      optionsOf(name)[0]?.files.map((file) => [file.path, 'text' in file ? file.text : '']),
    );
    const folder = /^storm\.log4j2\.conf\.dir: "(.*)"$/m.exec(files.get('/conf/storm.yaml') ?? '')?.[1] ?? '';
    expect(files.get(`${folder}/cluster.xml`)).toContain('<Console ');
    expect(files.get(`${folder}/worker.xml`)).toContain('worker.log');
  }
});

test('Hive is not told the name of a driver, which depends on its version', () => {
  expect(JSON.stringify(optionsOf('hive'))).not.toContain('ConnectionDriverName');
});

test('no password is in an environment, a command or a label', () => {
  const all = services.flatMap((service) => containerOptions(stack, service));
  const visible = all.map(({ environment, command, labels }) => [environment, command, labels]);
  expect(JSON.stringify(visible)).not.toContain('hush');
  expect(JSON.stringify(all.map(({ files }) => files))).toContain('hush');
});

test('every image is pinned; one that is asked for by product stands for all of its services', () => {
  for (const image of imagesOf({}, services)) expect(image).toMatch(/^[\w./-]+:\d[\w.]+$/);
  expect(['nimbus', 'supervisor', 'ui'].map((name) => optionsOf(name)[0]?.image)).toEqual(
    Array(3).fill('my/storm:latest'),
  );
});

test('a configuration that changes, changes the hash of just that service', () => {
  const moved = assignPorts(services, {}, { kafka: 19_093 });
  const other = { ...stack, portsOf: (service: string) => portsOf(moved, service) };
  const changed = services.filter((service) => configHash(stack, service) !== configHash(other, service));
  expect(changed.map(({ name }) => name)).toEqual(['kafka']);
});

test('the compose file has the same containers, and leaves the password to the environment', () => {
  const compose = withNeeds(services, []).flatMap((service) =>
    containerOptions(stack, service).map((options) => ({ options, needs: [] })),
  );
  const file = composeFile('orders', compose, 'hush', '1000:1000') as {
    services: Record<string, { ports: string[]; configs?: object[] }>;
    configs: Record<string, { content: string }>;
    volumes: object;
  };
  expect(Object.keys(file.services)).toEqual(
    ['zookeeper', 'kafka', 'schema-registry', 'connect', 'mysql', 'nimbus', 'supervisor', 'ui'].concat([
      'namenode',
      'datanode',
      'httpfs',
      'hive',
    ]),
  );
  expect(file.services['kafka']?.ports).toEqual(['127.0.0.1:19092:9092']);
  expect(file.configs['mysql-1']?.content).toBe('${STREAMKIT_PASSWORD:?set it in .env or the environment}');
  expect(JSON.stringify(file)).not.toContain('hush');
  // Compose looks up the container's user among the machine's for a file that has an owner: Hive's is not there.
  const configs = Object.values(file.services).flatMap((service) => service.configs ?? []);
  expect(new Set(configs.flatMap((config) => Object.keys(config)))).toEqual(new Set(['source', 'target']));
});

test('a compose file names folders as they are, also with a colon and a dollar sign', () => {
  const odd = { ...stack, dir: '/srv/a:b/$HOME/stacks/orders', exchange: '/srv/c:d' };
  const compose = containerOptions(odd, findService(services, 'connect')).map((options) => ({
    options,
    needs: [],
  }));
  const file = composeFile('orders', compose, 'hush', '1000:1000') as {
    services: Record<string, { volumes: object[] }>;
  };
  const bind = { create_host_path: true };
  expect(file.services['connect']?.volumes).toEqual(
    ['/srv/a:b/$$HOME/stacks/orders/connect/data/plugins', '/srv/a:b/$$HOME/stacks/orders/connect/secrets']
      .concat('/srv/a:b/$$HOME/stacks/orders/exchange', '/srv/c:d')
      .map((path) => ({ type: 'bind', source: path, target: path, bind })),
  );
});
