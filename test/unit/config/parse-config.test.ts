import { expect, test } from 'vitest';
import { lineOf, parseConfig } from '../../../src/config/parse-config.js';
import { StreamkitError } from '../../../src/shared/errors.js';

function refusalOf(text: string): { message: string; suggestions: unknown[] } {
  try {
    parseConfig('streamkit.yml', text);
  } catch (error) {
    if (error instanceof StreamkitError) return error;
  }
  throw new Error('the file was accepted');
}

test('a whole project is read as it is written', () => {
  const config = parseConfig(
    'streamkit.yml',
    `
stack: shop
services: [connect]
settings:
  kafka: { log.retention.hours: 24 }
topics:
  orders: { partitions: 3, configs: { cleanup.policy: compact } }
  plain:
schemas:
  orders-value: orders.avsc
  invoices-value: { file: invoices.avsc, references: { Order: orders-value }, compatibility: FULL }
jobs:
  payments: { source: ., build: mvn package, jar: target/*.jar, arguments: [a, b] }
sql:
  mysql: { shop: [sql/*.sql] }
data:
  - { topic: orders, file: orders.txt, keySeparator: "|" }
`,
  );
  expect(config.topics).toEqual({
    orders: { partitions: 3, configs: { 'cleanup.policy': 'compact' } },
    plain: null,
  });
  expect(config.sql).toEqual({ mysql: { shop: ['sql/*.sql'] } });
});

test('an unknown key is reported with its line and the nearest known one, at any depth', () => {
  expect(refusalOf('service: [kafka]\n')).toMatchObject({
    message: 'streamkit.yml:1: unknown setting "service"',
    suggestions: [
      expect.stringContaining('Did you mean services'),
      expect.stringContaining('Settings: stack'),
    ],
  });
  expect(refusalOf('topics:\n  orders:\n    partition: 3\n')).toMatchObject({
    message: 'streamkit.yml:3: unknown setting "topics.orders.partition"',
    suggestions: ['Did you mean partitions?', 'Keys of topics.orders: partitions, replication, configs'],
  });
  expect(refusalOf('schemas:\n  a: x.avsc\n  b:\n    file: x\n    compatability: FULL\n')).toMatchObject({
    message: 'streamkit.yml:5: unknown setting "schemas.b.compatability"',
    suggestions: [expect.stringContaining('compatibility'), expect.anything()],
  });
  expect(refusalOf('data:\n  - topic: a\n    file: b\n  - topic: a\n    fiel: b\n').message).toContain(
    'streamkit.yml:4: data.1.file',
  );
});

test.each([
  [
    'topics:\n  orders: { partitions: many }',
    'streamkit.yml:2: topics.orders.partitions must be a number, not "many"',
  ],
  [
    'topics:\n  orders: { partitions: 0 }',
    'streamkit.yml:2: topics.orders.partitions must be at least 1, not 0',
  ],
  ['schemas:\n  a: 3', 'streamkit.yml:2: schemas.a must be text or a mapping of settings, not 3'],
  ['sql:\n  mysqll: {}', 'streamkit.yml:2: unknown setting "sql.mysqll"'],
  ['jobs:\n  a: { source: . }', 'streamkit.yml:2: jobs.a.jar is missing'],
  [
    'stack: a\ntopics:\n  - orders',
    'streamkit.yml:2: topics must be a mapping of names to settings, not a list',
  ],
  ['- kafka', 'streamkit.yml:1: the file must be a mapping of settings, not a list'],
  ['kafka', 'streamkit.yml:1: the file must be a mapping of settings, not "kafka"'],
  ['services: kafka', 'streamkit.yml:1: services must be a list, not "kafka"'],
  ['services: [kafka, 3]', 'streamkit.yml:1: services.1 must be text, not 3'],
  ['stack: { name: a }', 'streamkit.yml:1: stack must be text, not a mapping'],
  ['stack: 2026', 'streamkit.yml:1: stack must be text, not 2026'],
  ['stack:', 'streamkit.yml:1: stack must be text, not empty'],
  ['secure: yes please', 'streamkit.yml:1: secure must be true or false, not "yes please"'],
  ['engine: podman', 'streamkit.yml:1: engine must be one of auto, docker, local, not "podman"'],
  [
    'ports: automatic',
    'streamkit.yml:1: ports must be auto or a mapping of names to settings, not "automatic"',
  ],
  ['ports: { kafka: 70000 }', 'streamkit.yml:1: ports.kafka must be at most 65535, not 70000'],
  ['ports: { kafka: 0 }', 'streamkit.yml:1: ports.kafka must be at least 1, not 0'],
  ['scale: { kafka: 1.5 }', 'streamkit.yml:1: scale.kafka must be a whole number, not 1.5'],
  ['scale: { kafka: 1e300 }', 'streamkit.yml:1: scale.kafka must be at most 9007199254740991, not 1e+300'],
  [
    'settings: { kafka: { a: [1] } }',
    'streamkit.yml:1: settings.kafka.a must be text, a number or true or false, not a list',
  ],
  ['commands: { a: { run: [] } }', 'streamkit.yml:1: commands.a.run must have at least 1 element'],
  ['checks: { a: [] }', 'streamkit.yml:1: checks.a must have at least 1 element'],
])('%s is refused', (text, message) => {
  expect(refusalOf(text).message).toContain(message);
});

test('a setting is found by its place, or the nearest one above it', () => {
  const text = 'data:\n  - topic: a\n    file: b\ntopics:\n  a:\n';
  expect(lineOf(text, ['data', 0, 'file'])).toBe(3);
  expect(lineOf(text, ['topics', 'a', 'partitions'])).toBe(5);
});
