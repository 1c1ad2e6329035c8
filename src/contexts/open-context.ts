import { grantAccess } from '../shared/access.js';
import { StreamkitError } from '../shared/errors.js';
import type { Home } from '../shared/home.js';
import { suggest } from '../shared/suggestion.js';
import { httpAccess, kafkaAccess } from './cluster-access.js';
import { ownCluster, passwordOf, tlsOf } from './own-cluster.js';
import { clusterIn } from './read-source.js';
import { contextNamed, contextsPath, readContexts, type ContextEntry } from './store.js';
import type { Cluster, HttpService } from './types.js';

/** A cluster that streamkit did not start. */
export interface RemoteContext {
  name: string;
  readOnly: boolean;
  cluster: Cluster;
  /** The user's client.properties, if the context is one. */
  propertiesFile: string | undefined;
  /** @throws StreamkitError NOT_FOUND for a service that the context does not have */
  endpoint: (service: string) => string;
}

/**
 * Opens a context: from now on the clients of Kafka and of its HTTP services know how to sign in at its addresses. Nothing is
 * connected. @throws StreamkitError NOT_FOUND, CONFIG_INVALID
 */
export async function openContext(home: Home, name: string): Promise<RemoteContext> {
  const entry = contextNamed(await readContexts(home), name);
  const cluster = await clusterOf(home, entry);
  const kafka = cluster.brokers.join(',');
  grantAccess(kafka, async () => kafkaAccess(cluster, name), name);
  for (const service of [cluster.registry, cluster.connect, cluster.flink]) {
    if (service) grantAccess(service.url, async () => httpAccess(service, name), name);
  }
  const addresses: Record<string, string | undefined> = {
    kafka,
    'schema-registry': cluster.registry?.url,
    connect: cluster.connect?.url,
    nimbus: cluster.nimbus,
    'flink-jobmanager': cluster.flink?.url,
  };
  return {
    name,
    readOnly: entry.readOnly ?? true,
    cluster,
    propertiesFile: entry.from?.format === 'java' ? entry.from.file : undefined,
    endpoint(service) {
      const address = addresses[service];
      if (address !== undefined && address !== '') return address;
      throw new StreamkitError('NOT_FOUND', `Context ${name} has no address for ${service}.`, {
        service,
        suggestions: [suggest('Show the context', 'context', 'show', name)],
      });
    },
  };
}

/** The file of another tool, and what the entry adds to it. */
async function clusterOf(home: Home, entry: ContextEntry): Promise<Cluster> {
  const { from } = entry;
  const own = ownCluster(contextsPath(home), entry);
  const cluster = from ? await clusterIn(from.format, from.file, from.name) : own;
  const tls = entry.security ? tlsOf(entry.security) : cluster.tls;
  const http = (url: string | undefined): HttpService | undefined =>
    url === undefined ? undefined : { url, ...(url.startsWith('https:') && { tls: tls ?? {} }) };
  const login = passwordOf(entry.security);
  const user = entry.registryUser;
  const registry = http(entry.schemaRegistry);
  const [connect, flink] = [http(entry.connect), http(entry.flink)];
  return {
    ...cluster,
    ...(registry && {
      registry: {
        ...registry,
        ...(user !== undefined && { username: user, ...(login !== undefined && { password: login }) }),
      },
    }),
    ...(connect && { connect }),
    ...(flink && { flink }),
    ...(entry.nimbus !== undefined && { nimbus: entry.nimbus }),
  };
}
