import type { RemoteContext } from './open-context.js';
import type { ContextEntry } from './store.js';

/** What `context show --json` returns: no secret, only where secrets are. */
export interface ContextDescription {
  name: string;
  readOnly: boolean;
  /** The file of another tool that the context is read from. */
  file?: string;
  bootstrapServers: string[];
  securityProtocol: string;
  saslMechanism?: string;
  user?: string;
  schemaRegistry?: string;
  connect?: string;
  nimbus?: string;
  flink?: string;
}

export function describeContext(
  { name, readOnly, cluster }: RemoteContext,
  entry: ContextEntry,
): ContextDescription {
  const { brokers, tls, sasl, registry, connect, nimbus, flink } = cluster;
  const user = sasl && ('username' in sasl ? sasl.username : 'clientId' in sasl ? sasl.clientId : undefined);
  return {
    name,
    readOnly,
    ...(entry.from && { file: entry.from.file }),
    bootstrapServers: brokers,
    securityProtocol: `${sasl ? 'SASL_' : ''}${tls ? 'SSL' : 'PLAINTEXT'}`,
    ...(sasl && { saslMechanism: sasl.mechanism.toUpperCase() }),
    ...(user !== undefined && { user }),
    ...(registry && { schemaRegistry: registry.url }),
    ...(connect && { connect: connect.url }),
    ...(nimbus !== undefined && { nimbus }),
    ...(flink && { flink: flink.url }),
  };
}
