import { dirname, resolve } from 'node:path';
import { getProperties } from 'properties-file';
import { suggest } from '../../shared/suggestion.js';
import type { Cluster, ClusterTls, HttpService, Store } from '../types.js';
import { sourceProblem } from './problem.js';
import { saslOf } from './sasl.js';

type Properties = Record<string, string>;

/** A cluster from the client.properties of Kafka's Java clients. @throws StreamkitError CONFIG_INVALID */
export function fromJava(file: string, text: string): Cluster {
  const properties = getProperties(text);
  const brokers = (properties['bootstrap.servers'] ?? '').split(',').map((one) => one.trim());
  const protocol = (properties['security.protocol'] ?? 'PLAINTEXT').toUpperCase();
  if (!['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'].includes(protocol))
    throw sourceProblem(file, `security.protocol ${protocol} does not exist`);
  const registry = registryOf(file, properties);
  return {
    brokers: brokers.filter((one) => one !== ''),
    ...(protocol.endsWith('SSL') && { tls: tlsOf(file, properties, '') }),
    ...(protocol.startsWith('SASL') && { sasl: signIn(file, properties) }),
    ...(registry && { registry }),
  };
}

function signIn(file: string, properties: Properties) {
  const login = jaasOptions(properties['sasl.jaas.config'] ?? '');
  const client = 'sasl.oauthbearer.client.credentials.client';
  return saslOf(file, {
    mechanism: properties['sasl.mechanism'] ?? 'GSSAPI',
    username: login['username'],
    password: login['password'],
    tokenUrl: properties['sasl.oauthbearer.token.endpoint.url'],
    clientId: properties[`${client}.id`] ?? login['clientId'],
    clientSecret: properties[`${client}.secret`] ?? login['clientSecret'],
    scope: properties['sasl.oauthbearer.scope'] ?? login['scope'],
    where: suggest(
      'It belongs into sasl.jaas.config; for a stack of this machine, write the file with',
      ...['env', '--format', 'properties', '--secrets'],
    ),
  });
}

/** The options of a login module: `Module required username="a" password='b';`. Pure. */
export function jaasOptions(text: string): Record<string, string> {
  const found = text.matchAll(/([\w.]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s;"']+))/g);
  return Object.fromEntries(
    [...found].map(([, key = '', double, single, bare]) => [
      key,
      bare ?? (double ?? single ?? '').replace(/\\(.)/g, '$1'),
    ]),
  );
}

function tlsOf(file: string, properties: Properties, prefix: string): ClusterTls {
  const get = (key: string) => properties[`${prefix}ssl.${key}`];
  const trusted = get('truststore.certificates');
  const chain = get('keystore.certificate.chain');
  const key = get('keystore.key');
  const passphrase = get('key.password');
  const name = get('endpoint.identification.algorithm');
  return {
    ...(trusted !== undefined && { ca: { text: trusted } }),
    ...trustFile(file, get),
    ...(chain !== undefined && { cert: { text: chain } }),
    ...(key !== undefined && { key: { text: key } }),
    ...keyFile(file, get),
    ...(passphrase !== undefined && { passphrase }),
    ...(name === '' && { verifyName: false as const }),
  };
}

type Get = (key: string) => string | undefined;

function trustFile(file: string, get: Get): Pick<ClusterTls, 'ca' | 'truststore'> {
  const store = storeOf(file, get, 'truststore');
  if (!store) return {};
  return store.type === 'PEM' ? { ca: { file: store.file } } : { truststore: store as Store };
}

/** A PEM key store has the key and its certificates in one file. */
function keyFile(file: string, get: Get): Pick<ClusterTls, 'cert' | 'key' | 'keystore'> {
  const store = storeOf(file, get, 'keystore');
  if (!store) return {};
  const pem = { file: store.file };
  return store.type === 'PEM' ? { cert: pem, key: pem } : { keystore: store as Store };
}

function storeOf(file: string, get: Get, kind: string) {
  const location = get(`${kind}.location`);
  if (location === undefined) return undefined;
  const type = (get(`${kind}.type`) ?? 'JKS').toUpperCase();
  if (type !== 'JKS' && type !== 'PKCS12' && type !== 'PEM')
    throw sourceProblem(file, `ssl.${kind}.type ${type} is not supported: use JKS, PKCS12 or PEM`);
  return { type, file: resolve(dirname(file), location), password: get(`${kind}.password`) };
}

function registryOf(file: string, properties: Properties): HttpService | undefined {
  const url = properties['schema.registry.url'];
  if (url === undefined) return undefined;
  const [username = '', ...password] = (
    properties['basic.auth.user.info'] ??
    properties['schema.registry.basic.auth.user.info'] ??
    ''
  ).split(':');
  const bearer = properties['bearer.auth.token'];
  const secured = url.startsWith('https:');
  return {
    url,
    ...(username !== '' && { username, password: password.join(':') }),
    ...(bearer !== undefined && { bearer }),
    ...(secured && { tls: tlsOf(file, properties, 'schema.registry.') }),
  };
}
