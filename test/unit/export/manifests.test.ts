import { parseAllDocuments } from 'yaml';
import { describe, expect, test } from 'vitest';
import type { ExportedStack } from '../../../src/export/exported-stack.js';
import { manifestFiles, manifests } from '../../../src/export/manifests.js';
import type { KubernetesObject } from '../../../src/export/object.js';
import { openCrds } from '../../support/crds.js';
import { connector, emptyStack, fullStack, password } from './stacks.js';

const crds = openCrds();

const stacks: Record<string, ExportedStack> = {
  'everything, open': fullStack(),
  'everything, secured': fullStack({ secure: true }),
  'one broker': emptyStack({ services: ['kafka'], kafka: { brokers: 1, zookeeper: false } }),
  'two brokers': emptyStack({ services: ['kafka'], kafka: { brokers: 2, zookeeper: false } }),
  'Connect without connectors': emptyStack({
    services: ['kafka', 'connect'],
    kafka: { brokers: 1, zookeeper: false },
    connect: { workers: 1, version: '3.9 (Confluent 7.9.2)' },
  }),
};

async function filesOf(stack: ExportedStack): Promise<Record<string, string>> {
  return manifestFiles(stack, manifests(stack));
}

/** The objects as Kubernetes reads them from the files. */
async function read(stack: ExportedStack): Promise<KubernetesObject[]> {
  const texts = Object.entries(await filesOf(stack)).filter(([name]) => name.endsWith('.yaml'));
  return texts.flatMap(([, text]) =>
    parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS() as KubernetesObject),
  );
}

async function only(stack: ExportedStack, kind: string): Promise<KubernetesObject[]> {
  return (await read(stack)).filter((object) => object.kind === kind);
}

describe.skipIf(!crds)('by the schemas of the operators', () => {
  test.each(Object.entries(stacks))('%s: all objects are valid', async (_, stack) => {
    const objects = await read(stack);
    expect(objects.length).toBeGreaterThan(0);
    const custom = objects.filter(({ apiVersion }) => apiVersion.includes('.'));
    const problems = custom.flatMap((object) =>
      (crds?.problems(object) ?? []).map((problem) => `${object.kind} ${object.metadata.name} ${problem}`),
    );
    expect(problems).toEqual([]);
  });

  test('all kinds are validated, and pods of Deployments and StatefulSets as well', async () => {
    const objects = await read(fullStack({ secure: true }));
    const kinds = new Set(objects.filter((object) => crds?.has(object)).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      ...['FlinkDeployment', 'FlinkSessionJob', 'Kafka', 'KafkaConnect', 'KafkaConnector', 'KafkaNodePool'],
      ...['KafkaTopic', 'KafkaUser', 'SparkApplication'],
    ]);
    const templates = objects.flatMap(({ spec }) =>
      spec?.['template'] === undefined ? [] : [spec['template']],
    );
    const pods = templates.filter((one) => JSON.stringify(one).includes('"containers"'));
    expect(pods).toHaveLength(5);
    expect(pods.flatMap((pod) => crds?.podProblems(pod) ?? [])).toEqual([]);
  });

  test('a wrong field, type and value is refused', async () => {
    const [topic] = await only(fullStack(), 'KafkaTopic');
    const spoiled = {
      ...topic,
      spec: { ...topic?.spec, partitions: 'three', retention: 1 },
    } as KubernetesObject;
    expect(crds?.problems(spoiled).join('\n')).toMatch(
      /retention[^]*must be integer|must be integer[^]*retention/,
    );
  });
});

test('every name, label and file is valid in Kubernetes', async () => {
  const objects = await read(fullStack({ secure: true }));
  for (const { metadata, kind } of objects) {
    expect(metadata.name, kind).toMatch(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/);
    for (const value of Object.values(metadata.labels ?? {}))
      expect(value).toMatch(/^[a-z0-9][-a-z0-9]{0,62}$/);
  }
  const names = objects.map(({ apiVersion, kind, metadata }) => `${apiVersion} ${kind} ${metadata.name}`);
  expect(new Set(names).size).toBe(names.length);
});

test('Services and selectors find the pods that they name', async () => {
  const objects = await read(fullStack());
  const templates = objects
    .filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind))
    .map(
      ({ spec }) => spec as { selector: { matchLabels: object }; template: { metadata: { labels: object } } },
    );
  expect(templates).toHaveLength(5);
  for (const { selector, template } of templates)
    expect(template.metadata.labels).toEqual(selector.matchLabels);
  const services = objects.filter(({ kind }) => kind === 'Service').map(({ spec }) => spec?.['selector']);
  expect(services).toHaveLength(5);
  for (const selector of services)
    expect(templates.map(({ template }) => template.metadata.labels)).toContainEqual(selector);
});

test('no file contains a password', async () => {
  for (const secure of [true, false]) {
    const stack = fullStack({ secure });
    const text = Object.values(await filesOf(stack)).join('\n');
    for (const secret of [password, 'changeit', 'hidden']) expect(text).not.toContain(secret);
    expect(text).toContain('REPLACE-ME');
  }
});

test('topics keep names that Kubernetes does not allow, and words of YAML stay text', async () => {
  const topics = await only(fullStack(), 'KafkaTopic');
  expect(topics.map(({ metadata, spec }) => [metadata.name, spec?.['topicName']])).toEqual([
    ['orders', undefined],
    [expect.stringMatching(/^order-events-[0-9a-f]{8}$/), 'Order_Events'],
    ['on', undefined],
  ]);
  expect(topics[0]?.spec).toEqual({ partitions: 3, replicas: 3, config: { 'cleanup.policy': 'compact' } });
});

test('three brokers are controllers as well; two have one controller beside them', async () => {
  const pools = async (stack: ExportedStack) =>
    (await only(stack, 'KafkaNodePool')).map(({ spec }) => [spec?.['replicas'], spec?.['roles']]);
  expect(await pools(fullStack())).toEqual([[3, ['controller', 'broker']]]);
  expect(await pools(fullStack({ kafka: { brokers: 2, zookeeper: false } }))).toEqual([
    [1, ['controller']],
    [2, ['broker']],
  ]);
});

test('settings that Strimzi refuses are left out, with a reason', async () => {
  const [kafka] = await only(fullStack(), 'Kafka');
  const { config } = (kafka?.spec as { kafka: { config: Record<string, unknown> } }).kafka;
  expect(config).toMatchObject({ 'log.retention.hours': 24, 'default.replication.factor': 3 });
  expect(Object.keys(config)).not.toContain('broker.rack');
  const text = (await filesOf(fullStack()))['README.md'];
  expect(text).toContain('Kafka setting ssl.client.auth');
  expect(text).toContain('Connect setting producer.sasl.jaas.config**: Its value is a secret.');
});

test('a secured stack has users, TLS and SASL everywhere; an open one has none', async () => {
  const secured = await read(fullStack({ secure: true }));
  const users = secured.filter(({ kind }) => kind === 'KafkaUser');
  expect(users.map(({ metadata }) => metadata.name)).toEqual(['admin', 'app']);
  expect(users[1]?.spec).toMatchObject({
    authorization: { acls: [{ resource: { patternType: 'prefix' } }, {}] },
  });
  const connect = secured.find(({ kind }) => kind === 'KafkaConnect');
  expect(connect?.spec).toMatchObject({
    bootstrapServers: 'shop-kafka-bootstrap:9093',
    authentication: { type: 'scram-sha-512', passwordSecret: { secretName: 'admin' } },
  });
  const open = await read(fullStack());
  expect(open.some(({ kind }) => kind === 'KafkaUser')).toBe(false);
  expect(JSON.stringify(open)).not.toContain('9093');
});

test('connectors refer to the Secret and to addresses of the cluster', async () => {
  const stack = fullStack();
  const [source] = await only(stack, 'KafkaConnector');
  const name = source?.metadata.name ?? '';
  expect(name).toMatch(/^orders-source-/);
  expect(source?.spec).toMatchObject({
    class: 'io.debezium.connector.mysql.MySqlConnector',
    tasksMax: 1,
    state: 'paused',
    config: {
      'database.hostname': 'mysql',
      'database.port': '3306',
      'database.password': '${env:CONNECTOR_PASSWORD}',
      'database.ssl.truststore.password': expect.stringMatching(
        /^\$\{env:CONNECTOR_ORDERS_SOURCE__DATABASE_SSL_TRUSTSTORE_PASSWORD_[0-9a-f]{8}\}$/,
      ) as string,
      'schema.history.internal.kafka.bootstrap.servers': 'shop-kafka-bootstrap:9092',
      'value.converter.apicurio.registry.url': 'http://shop-schema-registry:8080/apis/ccompat/v7',
    },
  });
  const readme = (await filesOf(stack))['README.md'];
  expect(readme).toContain("--from-file='CONNECTOR_PASSWORD=secrets/CONNECTOR_PASSWORD'");
  expect(readme).toContain(`the connector is ${name}`);
  expect(readme).toContain('File in file of connector files');
});

test('values that a worker reads from files of this machine come from the Secret', async () => {
  const stack = fullStack({
    connectors: [
      connector('sink', {
        'connector.class': 'x.Sink',
        'connection.url': 'jdbc:mysql://127.0.0.1:3306/shop?user=${file:/home/me/db.properties:user}',
        'connection.password': '${env:DB_PASSWORD}',
      }),
    ],
  });
  const [sink] = await only(stack, 'KafkaConnector');
  expect(sink?.spec?.['config']).toEqual({
    'connection.url': 'jdbc:mysql://127.0.0.1:3306/shop?user=${env:CONNECTOR_SINK__USER}',
    'connection.password': expect.stringMatching(
      /^\$\{env:CONNECTOR_SINK__DB_PASSWORD_[0-9a-f]{8}\}$/,
    ) as string,
  });
  expect((await filesOf(stack))['README.md']).toContain('Address in connection.url of connector sink');
});

test('the image of Connect has the plugins, and those that the worker includes', async () => {
  const [connect] = await only(fullStack(), 'KafkaConnect');
  const { plugins } = connect?.spec?.['build'] as { plugins: object[] };
  expect(plugins).toEqual([
    {
      name: 'debezium-connector-mysql',
      artifacts: [
        {
          type: 'maven',
          group: 'io.debezium',
          artifact: 'debezium-connector-mysql',
          version: '3.6.1.Final',
        },
      ],
    },
    {
      name: 'iceberg-kafka-connect',
      artifacts: [
        { type: 'maven', group: 'org.apache.iceberg', artifact: 'iceberg-kafka-connect', version: '1.12.0' },
      ],
    },
    {
      name: 'kafka-connect-file',
      artifacts: [{ type: 'maven', group: 'org.apache.kafka', artifact: 'connect-file', version: '3.9.2' }],
    },
    expect.objectContaining({ name: 'apicurio-converter' }),
  ]);
});

test('jobs of Flink run in one session cluster, those of Spark by themselves', async () => {
  const [job] = await only(fullStack(), 'FlinkSessionJob');
  expect(job?.metadata.name).toMatch(/^payments-count-/);
  expect(job?.spec).toMatchObject({
    deploymentName: 'shop-flink',
    flinkConfiguration: {
      'pipeline.global-job-parameters': expect.stringContaining(
        `'KAFKA_BOOTSTRAP_SERVERS:"shop-kafka-bootstrap:9092"'`,
      ) as string,
    },
    job: {
      jarURI: 'https://jars.example.com/payments%200.1.jar',
      entryClass: 'com.shop.Payments',
      args: ['--topic', 'orders', '--password', 'REPLACE-ME'],
      parallelism: 2,
    },
  });
  const [application] = await only(fullStack(), 'SparkApplication');
  expect(application?.spec).toMatchObject({
    mainClass: 'com.shop.Totals',
    sparkConf: { 'spark.sql.shuffle.partitions': '2' },
  });
});

test('the README says what was left out and why', async () => {
  const text = (await filesOf(fullStack()))['README.md'] ?? '';
  for (const what of ['mysql', 'hdfs', 'hive', 'ZooKeeper of Kafka', 'Topology word-count', 'Job clicks'])
    expect(text).toMatch(new RegExp(`- \\*\\*${what}\\*\\*: \\w`));
  expect(text).toContain('name its Service `mysql`');
  expect(text).toContain('Storm has no maintained operator');
  expect(text).not.toContain('undefined');
});
