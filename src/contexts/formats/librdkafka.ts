import { dirname, resolve } from 'node:path';
import type { Cluster, ClusterTls, Pem } from '../types.js';
import { sourceProblem } from './problem.js';
import { saslOf } from './sasl.js';

/** A cluster from the configuration of librdkafka's clients, such as kcat. @throws StreamkitError CONFIG_INVALID */
export function fromLibrdkafka(file: string, text: string): Cluster {
  const properties = linesOf(text);
  const get = (...keys: string[]) => keys.map((key) => properties[key]).find((value) => value !== undefined);
  const protocol = (get('security.protocol') ?? 'plaintext').toLowerCase();
  if (!['plaintext', 'ssl', 'sasl_plaintext', 'sasl_ssl'].includes(protocol))
    throw sourceProblem(file, `security.protocol ${protocol} does not exist`);
  const oidc = 'sasl.oauthbearer';
  const servers = get('bootstrap.servers', 'metadata.broker.list') ?? '';
  return {
    brokers: servers
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
    ...(protocol.endsWith('ssl') && { tls: tlsOf(file, get) }),
    ...(protocol.startsWith('sasl') && {
      sasl: saslOf(file, {
        mechanism: get('sasl.mechanism', 'sasl.mechanisms') ?? 'GSSAPI',
        username: get('sasl.username'),
        password: get('sasl.password'),
        tokenUrl: get(`${oidc}.token.endpoint.url`),
        clientId: get(`${oidc}.client.id`),
        clientSecret: get(`${oidc}.client.secret`),
        scope: get(`${oidc}.scope`),
      }),
    }),
  };
}

function linesOf(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return Object.fromEntries(
    lines
      .filter((line) => line !== '' && !line.startsWith('#') && line.includes('='))
      .map((line) => {
        const at = line.indexOf('=');
        return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
      }),
  );
}

function tlsOf(file: string, get: (...keys: string[]) => string | undefined): ClusterTls {
  const pem = (name: string): Pem | undefined => {
    const text = get(`ssl.${name}.pem`);
    if (text !== undefined) return { text: text.replaceAll('\\n', '\n') };
    const location = get(`ssl.${name}.location`);
    return location === undefined ? undefined : { file: resolve(dirname(file), location) };
  };
  const [ca, cert, key] = [pem('ca'), pem('certificate'), pem('key')];
  const passphrase = get('ssl.key.password');
  const store = get('ssl.keystore.location');
  return {
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(passphrase !== undefined && { passphrase }),
    ...(store !== undefined && {
      keystore: {
        type: 'PKCS12',
        file: resolve(dirname(file), store),
        password: get('ssl.keystore.password'),
      },
    }),
    ...(get('enable.ssl.certificate.verification') === 'false' && { verify: false as const }),
    ...(get('ssl.endpoint.identification.algorithm') === 'none' && { verifyName: false as const }),
  };
}
