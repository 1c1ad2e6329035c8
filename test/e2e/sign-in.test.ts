import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import kafkajs from 'kafkajs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownHome } from '../support/own-home.js';
import { password, startSecuredBroker, type SecuredBroker } from '../support/secured-broker.js';

// Kafka's own console consumer and kafka-acls read the same files as streamkit: both must find the same.
const home = await ownHome();
const dir = await mkdtemp(join(tmpdir(), 'streamkit-secured-broker-'));
let broker: SecuredBroker;

beforeAll(async () => {
  const fetched = await home.run(['fetch', 'kafka', '--kafka-mode', 'kraft']);
  expect(fetched.exitCode, fetched.stderr).toBe(0);
  broker = await startSecuredBroker(home.env['STREAMKIT_CACHE'] ?? '', dir);
});
afterAll(async () => {
  await broker.stop();
  await rm(dir, { recursive: true });
});

type Settings = Record<string, string>;

const login = (module: string, options: string) =>
  `org.apache.kafka.common.security.${module}LoginModule required ${options};`;
const user = (word = password) => `username="alice" password="${word}"`;

/** A client.properties; the server's certificate is verified. */
function client(listener: string, more: Settings, ca = 'server-ca.pem'): Settings {
  return {
    'bootstrap.servers': broker.address(listener),
    'security.protocol':
      listener === 'PLAIN' || listener === 'SCRAM' || listener === 'OAUTH' ? 'SASL_SSL' : 'SSL',
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': broker.file(ca),
    ...more,
  };
}

const keyIn = (type: string, file: string, more: Settings): Settings => ({
  'ssl.keystore.type': type,
  'ssl.keystore.location': broker.file(file),
  ...more,
});
const storePassword = (word = password): Settings => ({
  'ssl.keystore.password': word,
  'ssl.key.password': word,
});

const stores = (trust: 'JKS' | 'PKCS12', key: 'JKS' | 'PKCS12'): Settings => ({
  'ssl.truststore.type': trust,
  'ssl.truststore.location': broker.file(`trust.${trust}`),
  'ssl.truststore.password': password,
  ...keyIn(key, key === 'JKS' ? 'client.jks' : 'client.p12', storePassword()),
});

const scram = (bits: string, word = password): Settings => ({
  'sasl.mechanism': `SCRAM-SHA-${bits}`,
  'sasl.jaas.config': login('scram.Scram', user(word)),
});
const plain = (word = password): Settings => ({
  'sasl.mechanism': 'PLAIN',
  'sasl.jaas.config': login('plain.Plain', user(word)),
});
const oauth = (secret = password): Settings => ({
  'sasl.mechanism': 'OAUTHBEARER',
  'sasl.login.callback.handler.class':
    'org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler',
  'sasl.oauthbearer.token.endpoint.url': broker.tokenUrl,
  'sasl.jaas.config': login('oauthbearer.OAuthBearer', `clientId="reporting" clientSecret="${secret}"`),
});

const good: [string, () => Settings][] = [
  ['PLAIN', () => client('PLAIN', plain())],
  ['SCRAM-SHA-256', () => client('SCRAM', scram('256'))],
  ['SCRAM-SHA-512', () => client('SCRAM', scram('512'))],
  ['OAUTHBEARER', () => client('OAUTH', oauth())],
  ['PKCS12 stores', () => client('MTLS', stores('PKCS12', 'PKCS12'))],
  ['JKS stores', () => client('MTLS', stores('JKS', 'JKS'))],
  ['PKCS12 store of JDK 8', () => client('MTLS', keyIn('PKCS12', 'old.p12', storePassword()))],
  ['PEM key', () => client('MTLS', keyIn('PEM', 'client.pem', {}))],
];

/** Adds a context of a file. @returns the file */
async function imported(name: string, settings: Settings): Promise<string> {
  const file = join(dir, `${name}.properties`);
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  await writeFile(file, lines.join('\n'));
  const { exitCode, stderr } = await home.run([
    ...['context', 'import', name, '--replace', '--from', 'java', '--file', file],
  ]);
  expect(exitCode, stderr).toBe(0);
  return file;
}

const read = ['consume', 'orders', '--from-beginning', '--exit', '--format', '%v\\n'];

/** What Kafka's console consumer prints, and how it ends. */
async function consoleConsumer(server: string, file: string) {
  const flags = ['--topic', 'orders', '--from-beginning', '--max-messages', '1', '--timeout-ms', '30000'];
  return broker.tool(
    'org.apache.kafka.tools.consumer.ConsoleConsumer',
    ...[...['--bootstrap-server', server, '--command-config', file], ...flags],
  );
}

test('an administrator creates a topic and ACLs; kafka-acls lists the same', async () => {
  await imported('admin', { 'bootstrap.servers': broker.address('INTERNAL') });
  const admin = async (...args: string[]) => {
    const { exitCode, stderr } = await home.run([...args, '--context', 'admin', '--allow-write']);
    expect(exitCode, stderr).toBe(0);
  };
  await admin('topic', 'create', 'orders');
  await admin('produce', 'orders', 'first');
  const who = ['alice', 'reporting', 'CN=client', 'CN=streamkit'].flatMap((name) => [
    '--allow-principal',
    `User:${name}`,
  ]);
  await admin('acl', 'create', ...who, '--consumer', '--topic', 'orders', '--group', '*');
  const { acls } = await home.json<{ acls: { principal: string; operation: string }[] }>([
    ...['acl', 'list', '--topic', 'orders', '--context', 'admin'],
  ]);
  const { stdout } = await broker.tool(
    'org.apache.kafka.tools.AclCommand',
    ...[...['--bootstrap-server', broker.address('INTERNAL'), '--list', '--topic', 'orders']],
  );
  const theirs = [...stdout.matchAll(/principal=(\S+), host=\*, operation=(\w+)/g)];
  expect(acls.map(({ principal, operation }) => `${principal} ${operation}`).sort()).toEqual(
    theirs.map(([, principal = '', operation = '']) => `${principal} ${operation}`).sort(),
  );
  expect(acls).toHaveLength(8);
});

test.each(good)('%s: reads what the console consumer reads with the same file', async (name, settings) => {
  const context = name.replaceAll(' ', '-');
  const made = settings();
  const file = await imported(context, made);
  const ours = await home.run([...read, '--context', context]);
  expect(ours.exitCode, ours.stderr).toBe(0);
  const theirs = await consoleConsumer(made['bootstrap.servers'] ?? '', file);
  expect(theirs.exitCode, theirs.stderr).toBe(0);
  expect(ours.stdout.trim()).toBe('first');
  expect(theirs.stdout.trim()).toBe('first');
});

// Java 17 itself reads no key that OpenSSL encrypts today (PBES2).
test('a PEM key with a password opens', async () => {
  await imported('locked', client('MTLS', keyIn('PEM', 'locked.pem', { 'ssl.key.password': password })));
  const { exitCode, stdout, stderr } = await home.run([...read, '--context', 'locked']);
  expect(exitCode, stderr).toBe(0);
  expect(stdout.trim()).toBe('first');
});

const bad: [string, () => Settings, RegExp][] = [
  ['wrong PLAIN password', () => client('PLAIN', plain('wrong')), /SASL failed/],
  ['wrong SCRAM password', () => client('SCRAM', scram('256', 'wrong')), /SASL failed/],
  ['wrong client secret', () => client('OAUTH', oauth('wrong')), /Token endpoint .*: no token: status 401/],
  [
    'mechanism that the broker does not offer',
    () => client('SCRAM', plain()),
    /SASL failed.*does not offer PLAIN; it offers SCRAM-SHA-\d+, SCRAM-SHA-\d+\./,
  ],
  [
    'expired certificate',
    () => client('EXPIRED', {}, 'expired-ca.pem'),
    /TLS failed.*certificate streamkit .* is refused: it has expired/,
  ],
  [
    'certificate for another name',
    () => client('OTHER', {}, 'other-ca.pem'),
    /TLS failed.*it is not for localhost, but for DNS:kafka\.example/,
  ],
  ['unknown authority', () => client('PLAIN', plain(), 'other-ca.pem'), /TLS failed.*certificate authority/],
  [
    'wrong password of a key store',
    () => client('MTLS', keyIn('PKCS12', 'client.p12', storePassword('wrong'))),
    /The password does not open the key store .*client\.p12/,
  ],
  [
    'wrong password of an old key store',
    () => client('MTLS', keyIn('PKCS12', 'old.p12', storePassword('wrong'))),
    /The password does not open the key store .*old\.p12|Cannot read the PKCS12 store .*old\.p12/,
  ],
  [
    'wrong password of a PEM key',
    () => client('MTLS', keyIn('PEM', 'locked.pem', { 'ssl.key.password': 'wrong' })),
    /Cannot use the private key .*locked\.pem: its password is wrong or missing\./,
  ],
  ['client without a certificate', () => client('MTLS', {}), /TLS failed.*client certificate/],
];

test.each(bad)('%s: refused, and the step that failed is named', async (name, settings, text) => {
  const context = name.replaceAll(' ', '-');
  const made = settings();
  const file = await imported(context, made);
  const ours = await home.run([...read, '--context', context]);
  expect(ours.stderr).toMatch(text);
  expect(ours.exitCode).toBe(4);
  const theirs = await consoleConsumer(made['bootstrap.servers'] ?? '', file);
  // Its exit code is 0 for some of these.
  expect(theirs.stdout).not.toContain('first');
});

test('a missing ACL is reported for a user of each kind', async () => {
  const withdraw = ['acl', 'delete', '--topic', 'orders', '--context', 'admin', '--allow-write', '--yes'];
  expect((await home.run(withdraw)).exitCode).toBe(0);
  for (const [context, principal] of [
    ['SCRAM-SHA-512', 'User:alice'],
    ['JKS-stores', 'the user'],
  ] as const) {
    const { exitCode, stderr } = await home.run([...read, '--context', context]);
    expect(stderr).toContain(`${principal} needs Read on topic orders`);
    expect(exitCode).toBe(4);
  }
});

test('far away, and with many topics, topic list sends one request', async () => {
  await imported('far', { 'bootstrap.servers': `localhost:${broker.relay.port}` });
  const names = Array.from({ length: 500 }, (_, number) => `many-${number}`);
  await createTopics(broker.address('INTERNAL'), names);
  const sent = async (...args: string[]) => {
    broker.relay.requests.length = 0;
    const { exitCode, stdout, stderr } = await home.run([...args, '--context', 'far']);
    expect(exitCode, stderr).toBe(0);
    return { stdout, requests: broker.relay.requests.filter((apiKey) => apiKey !== apiVersions).length };
  };
  const topics = await sent('topic', 'list');
  expect(topics.stdout).toContain('many-499');
  expect(topics.requests).toBe(1);
});

/** The request with which a client opens a connection. */
const apiVersions = 18;

async function createTopics(address: string, names: string[]): Promise<void> {
  const admin = new kafkajs.Kafka({ brokers: [address], logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.createTopics({ waitForLeaders: false, topics: names.map((topic) => ({ topic })) });
  await admin.disconnect();
}
