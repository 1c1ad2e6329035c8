import * as z from 'zod/mini';
import type { Cluster } from '../types.js';
import { saslOf } from './sasl.js';
import { given, optionalText, tlsFiles, yamlAs } from './yaml-file.js';

const shape = z.object({
  'current-cluster': optionalText,
  clusters: z.nullish(
    z.array(
      z.object({
        name: z.string(),
        brokers: z.nullish(z.array(z.string())),
        SASL: z.nullish(
          z.object({
            mechanism: optionalText,
            username: optionalText,
            password: optionalText,
            clientID: optionalText,
            clientSecret: optionalText,
            tokenURL: optionalText,
            token: optionalText,
            scopes: z.nullish(z.array(z.string())),
          }),
        ),
        TLS: z.nullish(
          z.object({
            cafile: optionalText,
            clientfile: optionalText,
            clientkeyfile: optionalText,
            insecure: z.nullish(z.boolean()),
          }),
        ),
        'security-protocol': optionalText,
        'schema-registry-url': optionalText,
        'schema-registry-credentials': z.nullish(
          z.object({ username: optionalText, password: optionalText }),
        ),
      }),
    ),
  ),
});
type KafCluster = NonNullable<z.infer<typeof shape>['clusters']>[number];

/** The clusters of kaf's configuration, by name; the current one first. @throws StreamkitError CONFIG_INVALID */
export function fromKaf(file: string, text: string): Map<string, Cluster> {
  const { clusters, 'current-cluster': current } = yamlAs(file, text, shape);
  const sorted = (clusters ?? []).toSorted((a, b) => Number(b.name === current) - Number(a.name === current));
  return new Map(sorted.map((cluster) => [cluster.name, clusterOf(file, cluster)]));
}

function clusterOf(file: string, cluster: KafCluster): Cluster {
  const { SASL: sasl, TLS: tls } = cluster;
  const protocol = (given(cluster['security-protocol']) ?? '').toUpperCase();
  const mechanism = given(sasl?.mechanism);
  const url = given(cluster['schema-registry-url']);
  const credentials = cluster['schema-registry-credentials'];
  const username = given(credentials?.username);
  const secured = protocol.endsWith('SSL') || (protocol === '' && tls !== undefined && tls !== null);
  return {
    brokers: cluster.brokers ?? [],
    ...(secured && {
      tls: tlsFiles(file, {
        ca: tls?.cafile,
        cert: tls?.clientfile,
        key: tls?.clientkeyfile,
        passphrase: undefined,
        insecure: tls?.insecure,
      }),
    }),
    ...(mechanism !== undefined && {
      sasl: saslOf(file, {
        mechanism,
        username: given(sasl?.username),
        password: given(sasl?.password),
        token: given(sasl?.token),
        tokenUrl: given(sasl?.tokenURL),
        clientId: given(sasl?.clientID),
        clientSecret: given(sasl?.clientSecret),
        scope: sasl?.scopes?.join(' '),
      }),
    }),
    ...(url !== undefined && {
      registry: {
        url,
        ...(username !== undefined && { username, password: given(credentials?.password) ?? '' }),
      },
    }),
  };
}
