import type { ConnectionOptions } from 'node:tls';
import type { Access, SaslAccess } from '../shared/access.js';
import { secretValue } from './secret.js';
import type { Cluster, ClusterSasl, ClusterTls, HttpService, Pem } from './types.js';

/** How to sign in to the brokers of a cluster. @throws StreamkitError SIGN_IN_FAILED for a file or secret that cannot be read */
export async function kafkaAccess({ tls, sasl }: Cluster, context: string): Promise<Access> {
  return {
    context,
    ...(tls && { tls: await tlsOptions(tls) }),
    ...(sasl && { sasl: await saslAccess(sasl) }),
    ...(sasl && 'username' in sasl && { principal: `User:${sasl.username}` }),
  };
}

/** @throws as `kafkaAccess` */
export async function httpAccess(service: HttpService, context: string): Promise<Access> {
  const { tls, username, password, bearer } = service;
  return {
    context,
    ...(tls && { tls: await tlsOptions(tls) }),
    ...(bearer !== undefined && {
      authorization: async () => `Bearer ${await secretValue(bearer, 'the bearer token')}`,
    }),
    ...(username !== undefined && {
      authorization: async () => {
        const secret = await secretValue(password ?? '', `the password of ${username}`);
        return `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`;
      },
    }),
  };
}

async function saslAccess(sasl: ClusterSasl): Promise<SaslAccess> {
  if (sasl.mechanism !== 'oauthbearer') {
    const { mechanism, username, password } = sasl;
    return { mechanism, username, password: await secretValue(password, `the password of ${username}`) };
  }
  const { mechanism } = sasl;
  if ('token' in sasl) return { mechanism, token: async () => secretValue(sasl.token, 'the token') };
  const { tokenSource } = await import('./oauth.js');
  return { mechanism, token: tokenSource(sasl) };
}

async function tlsOptions(tls: ClusterTls): Promise<ConnectionOptions> {
  const { ca, cert, key, passphrase, truststore, keystore, verify, verifyName } = tls;
  const { keyStore, requireUsable, trustedCertificates } = await import('./stores.js');
  const own = {
    ...(cert && { cert: await pemText(cert) }),
    ...(key && { key: await pemText(key) }),
    ...(passphrase !== undefined && { passphrase }),
  };
  if (key) requireUsable(own, 'file' in key ? key.file : 'of the client');
  return {
    ...(ca && { ca: await pemText(ca) }),
    ...(truststore && { ca: await trustedCertificates(truststore) }),
    ...own,
    ...(keystore && (await keyStore(keystore))),
    ...(verify === false && { rejectUnauthorized: false }),
    ...(verifyName === false && { checkServerIdentity: () => undefined }),
  };
}

async function pemText(pem: Pem): Promise<string> {
  if ('text' in pem) return pem.text;
  const { readForSignIn } = await import('./stores.js');
  return String(await readForSignIn(pem.file));
}
