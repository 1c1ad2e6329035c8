import { expect, test } from 'vitest';
import { fromJava, jaasOptions } from '../../../src/contexts/formats/java.js';
import { fromKaf } from '../../../src/contexts/formats/kaf.js';
import { fromKafkactl } from '../../../src/contexts/formats/kafkactl.js';
import { fromLibrdkafka } from '../../../src/contexts/formats/librdkafka.js';
import { fromRpk } from '../../../src/contexts/formats/rpk.js';

test('client.properties of Java clients: SCRAM over TLS with a JKS trust store, and a registry with basic auth', () => {
  const text = [
    'bootstrap.servers=a:9093, b:9093',
    'security.protocol=SASL_SSL',
    'sasl.mechanism=SCRAM-SHA-512',
    'sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\',
    '  username="alice" password="it\'s \\\\"quoted\\\\"";',
    'ssl.truststore.location=trust.jks',
    'ssl.truststore.password=changeit',
    'ssl.endpoint.identification.algorithm=',
    'schema.registry.url=https://registry:8081',
    'basic.auth.user.info=bob:a:b',
  ].join('\n');
  expect(fromJava('/etc/app/client.properties', text)).toEqual({
    brokers: ['a:9093', 'b:9093'],
    tls: {
      truststore: { type: 'JKS', file: '/etc/app/trust.jks', password: 'changeit' },
      verifyName: false,
    },
    sasl: { mechanism: 'scram-sha-512', username: 'alice', password: 'it\'s "quoted"' },
    registry: { url: 'https://registry:8081', username: 'bob', password: 'a:b', tls: {} },
  });
});

test('client.properties: client certificates in PEM, and OAUTHBEARER in its old and new form', () => {
  const pem = ['security.protocol=SSL', 'ssl.keystore.type=PEM', 'ssl.keystore.location=/k.pem'].join('\n');
  expect(fromJava('/c', pem).tls).toEqual({ cert: { file: '/k.pem' }, key: { file: '/k.pem' } });
  const oauth = ['security.protocol=SASL_SSL', 'sasl.mechanism=OAUTHBEARER'];
  const endpoint = 'sasl.oauthbearer.token.endpoint.url=https://idp/token';
  const old =
    'sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required clientId="app" clientSecret="x" scope="kafka";';
  const sasl = {
    mechanism: 'oauthbearer',
    tokenUrl: 'https://idp/token',
    clientId: 'app',
    clientSecret: 'x',
  };
  expect(fromJava('/c', [...oauth, endpoint, old].join('\n')).sasl).toEqual({ ...sasl, scope: 'kafka' });
  const client = 'sasl.oauthbearer.client.credentials.client';
  const recent = [`${client}.id=app`, `${client}.secret=x`];
  expect(fromJava('/c', [...oauth, endpoint, ...recent].join('\n')).sasl).toEqual(sasl);
});

test('options of a login module may be in either quotes or in none', () => {
  expect(jaasOptions(`Module required username='a b' password=c;`)).toEqual({
    username: 'a b',
    password: 'c',
  });
});

test('a mechanism that streamkit does not speak is named, and no password is in the message', () => {
  const text =
    'security.protocol=SASL_SSL\nsasl.mechanism=GSSAPI\nsasl.jaas.config=x required password="hidden";';
  expect(() => fromJava('/c', text)).toThrow('/c: SASL mechanism GSSAPI is not supported.');
});

test('the configuration of librdkafka and kcat', () => {
  const text = [
    '# a comment',
    'metadata.broker.list=a:9093',
    'security.protocol=sasl_ssl',
    'sasl.mechanisms=PLAIN',
    'sasl.username=alice',
    'sasl.password=a=b',
    'ssl.ca.location=ca.pem',
    'ssl.key.pem=-----BEGIN\\nKEY',
    'enable.ssl.certificate.verification=false',
  ].join('\n');
  expect(fromLibrdkafka('/etc/kcat.conf', text)).toEqual({
    brokers: ['a:9093'],
    tls: { ca: { file: '/etc/ca.pem' }, key: { text: '-----BEGIN\nKEY' }, verify: false },
    sasl: { mechanism: 'plain', username: 'alice', password: 'a=b' },
  });
});

test("rpk's profiles, the current one first; an empty tls means on", () => {
  const text = `
version: 6
current_profile: cloud
profiles:
  - name: local
    kafka_api: { brokers: ["127.0.0.1:9092"] }
  - name: cloud
    kafka_api:
      brokers: ["c:9092"]
      tls: {}
      sasl: { user: u, password: p, mechanism: SCRAM-SHA-256 }
    schema_registry: { addresses: ["c:8081"], tls: {} }
`;
  const clusters = fromRpk('/rpk.yaml', text);
  expect([...clusters.keys()]).toEqual(['cloud', 'local']);
  expect(clusters.get('cloud')).toEqual({
    brokers: ['c:9092'],
    tls: {},
    sasl: { mechanism: 'scram-sha-256', username: 'u', password: 'p' },
    registry: { url: 'https://c:8081', tls: {} },
  });
  expect(() => fromRpk('/rpk.yaml', 'version: 99')).toThrow('version 99 is newer than 7');
});

test("kafkactl's contexts, with a token script", () => {
  const text = `
contexts:
  a:
    brokers: [a:9092]
    tls: { enabled: true, ca: ca.crt, insecure: true }
    sasl:
      enabled: true
      mechanism: oauth
      tokenprovider: { plugin: generic, options: { script: /bin/token, args: [--for, kafka] } }
  b:
    brokers: [b:9092]
    tls: { enabled: false }
    schemaRegistry: { url: "registry:8081", username: u, password: p }
`;
  const clusters = fromKafkactl('/k/config.yml', text);
  expect(clusters.get('a')).toEqual({
    brokers: ['a:9092'],
    tls: { ca: { file: '/k/ca.crt' }, verify: false },
    sasl: { mechanism: 'oauthbearer', token: { command: ['/bin/token', '--for', 'kafka'] } },
  });
  expect(clusters.get('b')).toEqual({
    brokers: ['b:9092'],
    registry: { url: 'http://registry:8081', username: 'u', password: 'p' },
  });
});

test("kaf's clusters", () => {
  const text = `
current-cluster: b
clusters:
  - name: a
    brokers: [a:9092]
  - name: b
    brokers: [b:9093]
    SASL: { mechanism: SCRAM-SHA-512, username: u, password: p }
    TLS: { cafile: /ca.crt, insecure: false }
    security-protocol: SASL_SSL
    schema-registry-url: http://registry:8081
`;
  const clusters = fromKaf('/config', text);
  expect([...clusters.keys()]).toEqual(['b', 'a']);
  expect(clusters.get('b')).toEqual({
    brokers: ['b:9093'],
    tls: { ca: { file: '/ca.crt' } },
    sasl: { mechanism: 'scram-sha-512', username: 'u', password: 'p' },
    registry: { url: 'http://registry:8081' },
  });
});

test('client.properties without a login says where it belongs', () => {
  const text = 'bootstrap.servers=a:1\nsecurity.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\n';
  expect(() => fromJava('/c.properties', text)).toThrow(
    expect.objectContaining({
      message: '/c.properties: SCRAM-SHA-512 needs a user name.',
      suggestions: [
        expect.objectContaining({ why: expect.stringContaining('sasl.jaas.config') as string }) as object,
      ],
    }) as Error,
  );
});
