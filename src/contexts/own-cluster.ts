import type { ContextEntry, ContextSecurity } from './store.js';
import { saslOf } from './formats/sasl.js';
import type { Cluster, ClusterTls, Secret } from './types.js';

/** The cluster of a context that was added by flags. @param file where it is written, for errors */
export function ownCluster(file: string, { bootstrapServers = '', security }: ContextEntry): Cluster {
  const { protocol = 'plaintext' } = security ?? {};
  return {
    brokers: bootstrapServers.split(',').filter((one) => one !== ''),
    ...(security && protocol.endsWith('ssl') && { tls: tlsOf(security) }),
    ...(security && protocol.startsWith('sasl') && { sasl: signIn(file, security) }),
  };
}

export function tlsOf({ ca, cert, key }: ContextSecurity): ClusterTls {
  return {
    ...(ca !== undefined && { ca: { file: ca } }),
    ...(cert !== undefined && { cert: { file: cert } }),
    ...(key !== undefined && { key: { file: key } }),
  };
}

function signIn(file: string, security: ContextSecurity) {
  const password = passwordOf(security);
  const { mechanism, username, tokenUrl, clientId, scope, tokenCommand } = security;
  return saslOf(file, {
    mechanism: mechanism ?? 'SCRAM-SHA-512',
    username,
    password,
    tokenUrl,
    clientId,
    clientSecret: password,
    scope,
    ...(tokenCommand && { token: { command: tokenCommand } }),
  });
}

/** Where the password is. */
export function passwordOf(security: ContextSecurity | undefined): Secret | undefined {
  if (!security) return undefined;
  const { passwordEnvironment: environment, passwordFile: file, passwordCommand: command } = security;
  if (environment !== undefined) return { environment };
  if (file !== undefined) return { file };
  return command ? { command } : undefined;
}
