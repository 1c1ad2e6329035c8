import { createServer, type AddressInfo } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createPrivateKey } from 'node:crypto';
import { execa } from 'execa';
import { metadata } from '../../src/kafka/wire/single-request.js';
import { createCertificates, type CertificateOptions } from '../../src/stack/security/create-certificates.js';
import type { CliResult } from './cli.js';
import { kafkaJars } from './kafka-jars.js';
import { startRelay, type Relay } from './relay.js';
import { startTokenEndpoint } from './token-endpoint.js';

export const password = 'letmein-1';
/** Between continents. */
const latencyMs = 200;

/** A broker with a listener for each way to sign in, and what clients need. */
export interface SecuredBroker {
  /** `host:port` by listener; the plaintext one, INTERNAL, is a super user. */
  address: (listener: string) => string;
  /** Runs a class of Kafka's own tools. */
  tool: (mainClass: string, ...args: string[]) => Promise<CliResult>;
  tokenUrl: string;
  /** The broker as a client far away reaches it: without a password, and late. */
  relay: Relay;
  file: (name: string) => string;
  stop: () => Promise<void>;
}

const listeners = [
  'PLAIN',
  'SCRAM',
  'OAUTH',
  'MTLS',
  'EXPIRED',
  'OTHER',
  'INTERNAL',
  'FAR',
  'CONTROLLER',
] as const;
const handlers = 'org.apache.kafka.common.security.oauthbearer';

/** Starts it with the jars of the stack's own broker. @param cache STREAMKIT_CACHE, filled by `up` @param dir an empty folder */
export async function startSecuredBroker(cache: string, dir: string): Promise<SecuredBroker> {
  const file = (name: string) => join(dir, name);
  const ports = new Map(await Promise.all(listeners.map(async (name) => [name, await freePort()] as const)));
  const address = (listener: string) =>
    `localhost:${ports.get(listener as (typeof listeners)[number]) ?? NaN}`;
  const tokens = await startTokenEndpoint('reporting', password);
  const relay = await startRelay(() => ports.get('FAR') ?? NaN, latencyMs);
  await Promise.all([
    writeServer('server', {}),
    writeServer('expired', { validFor: -1000 }),
    writeServer('other', { names: ['kafka.example'], addresses: [] }),
  ]);
  await writeClientStores();
  await writeFile(file('server.properties'), properties());
  const classPath = await kafkaJars(cache);
  const java = (...args: string[]) => [
    '-Xmx512m',
    '-XX:TieredStopAtLevel=1',
    `-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=${tokens.url},${tokens.keysUrl}`,
    '-cp',
    classPath,
    ...args,
  ];
  const scram = ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
    '--add-scram',
    `${mechanism}=[name=alice,password=${password}]`,
  ]);
  const format = ['format', '--standalone', '-t', 'AAAAAAAAAAAAAAAAAAAAAA', '-c', file('server.properties')];
  await execa('java', java('kafka.tools.StorageTool', ...format, ...scram));
  const broker = execa('java', java('kafka.Kafka', file('server.properties')), {
    all: true,
    reject: false,
    buffer: false,
  });
  let output = '';
  broker.all.on('data', (data: Buffer) => (output += String(data)));
  await ready(ports.get('FAR') ?? NaN, async () => {
    if (broker.exitCode !== null) throw new Error(`the broker ended:\n${output}`);
    await setTimeout(100);
  });
  return {
    address,
    file,
    tokenUrl: tokens.url,
    relay,
    async tool(mainClass, ...args) {
      const { stdout, stderr, exitCode } = await execa('java', java(mainClass, ...args), { reject: false });
      return { stdout, stderr, exitCode };
    },
    async stop() {
      tokens.close();
      relay.close();
      broker.kill('SIGKILL');
      await broker;
    },
  };

  async function writeServer(name: string, options: CertificateOptions): Promise<void> {
    const { authority, certificate, key } = await createCertificates(options);
    await writeFile(file(`${name}.pem`), key + certificate + authority);
    await writeFile(file(`${name}-ca.pem`), authority);
  }

  /** A client's key and certificate in each type of store, and the server's authority as a JKS trust store. */
  async function writeClientStores(): Promise<void> {
    const keytool = async (...args: string[]) => execa('keytool', [...args, '-storepass', password]);
    const store = ['-keystore', file('client.p12'), '-storetype', 'PKCS12', '-alias', 'client'];
    await keytool('-genkeypair', ...store, '-keyalg', 'EC', '-dname', 'CN=client', '-validity', '30');
    const { stdout } = await keytool('-exportcert', '-rfc', ...store);
    const from = ['-srckeystore', file('client.p12'), '-srcstorepass', password];
    await keytool(
      '-importkeystore',
      '-noprompt',
      ...from,
      '-destkeystore',
      file('client.jks'),
      '-deststoretype',
      'JKS',
    );
    for (const type of ['JKS', 'PKCS12']) {
      const trust = ['-keystore', file(`trust.${type}`), '-storetype', type, '-alias', 'ca'];
      await keytool('-importcert', '-noprompt', ...trust, '-file', file('server-ca.pem'));
    }
    const pem = await createCertificates({});
    await writeFile(file('client.pem'), pem.key + pem.certificate);
    const locked = createPrivateKey(pem.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: password,
    });
    await writeFile(file('locked.pem'), String(locked) + pem.certificate);
    // As JDK 8 wrote it.
    const old = ['-destkeystore', file('old.p12'), '-deststoretype', 'PKCS12'];
    await keytool('-J-Dkeystore.pkcs12.legacy', '-importkeystore', '-noprompt', ...from, ...old);
    await writeFile(file('clients.pem'), `${stdout}\n${pem.authority}`);
  }

  function properties(): string {
    const all = listeners.map((name) => `${name}://localhost:${ports.get(name) ?? NaN}`);
    const of = (listener: string, settings: Record<string, string>) =>
      Object.entries(settings).map(([key, value]) => `listener.name.${listener}.${key}=${value}`);
    const store = (name: string) => ({
      'ssl.keystore.type': 'PEM',
      'ssl.keystore.location': file(`${name}.pem`),
    });
    return [
      'process.roles=broker,controller',
      'node.id=1',
      `controller.quorum.bootstrap.servers=${address('CONTROLLER')}`,
      'controller.listener.names=CONTROLLER',
      'inter.broker.listener.name=INTERNAL',
      `log.dirs=${file('data')}`,
      `listeners=${all.join(',')}`,
      `advertised.listeners=${all.slice(0, -2).join(',')},FAR://localhost:${relay.port}`,
      'listener.security.protocol.map=PLAIN:SASL_SSL,SCRAM:SASL_SSL,OAUTH:SASL_SSL,MTLS:SSL,EXPIRED:SSL,OTHER:SSL,INTERNAL:PLAINTEXT,FAR:PLAINTEXT,CONTROLLER:PLAINTEXT',
      'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
      'super.users=User:ANONYMOUS',
      'offsets.topic.replication.factor=1',
      'offsets.topic.num.partitions=1',
      'group.initial.rebalance.delay.ms=0',
      ...['plain', 'scram', 'oauth', 'mtls'].flatMap((name) => of(name, store('server'))),
      ...of('expired', store('expired')),
      ...of('other', store('other')),
      ...of('plain', {
        'sasl.enabled.mechanisms': 'PLAIN',
        'plain.sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required user_alice="${password}";`,
      }),
      ...of('scram', {
        'sasl.enabled.mechanisms': 'SCRAM-SHA-256,SCRAM-SHA-512',
        ...Object.fromEntries(
          ['256', '512'].map((bits) => [
            `scram-sha-${bits}.sasl.jaas.config`,
            'org.apache.kafka.common.security.scram.ScramLoginModule required;',
          ]),
        ),
      }),
      ...of('oauth', {
        'sasl.enabled.mechanisms': 'OAUTHBEARER',
        'oauthbearer.sasl.jaas.config': `${handlers}.OAuthBearerLoginModule required;`,
        'oauthbearer.sasl.server.callback.handler.class': `${handlers}.OAuthBearerValidatorCallbackHandler`,
        'sasl.oauthbearer.jwks.endpoint.url': tokens.keysUrl,
      }),
      ...of('mtls', {
        'ssl.client.auth': 'required',
        'ssl.truststore.type': 'PEM',
        'ssl.truststore.location': file('clients.pem'),
      }),
    ].join('\n');
  }
}

/** @param pause is called between attempts; to throw ends them */
async function ready(port: number, pause: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await metadata({ host: 'localhost', port }, [], AbortSignal.timeout(10_000));
      return;
    } catch {
      await pause();
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
