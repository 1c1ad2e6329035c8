import * as z from 'zod/mini';
import type { Cluster } from '../types.js';
import { sourceProblem } from './problem.js';
import { saslOf } from './sasl.js';
import { given, optionalText, tlsFiles, yamlAs } from './yaml-file.js';

/** Later versions may have other fields. */
const knownVersion = 7;

const tls = z.nullish(
  z.object({
    ca_file: optionalText,
    cert_file: optionalText,
    key_file: optionalText,
    insecure_skip_verify: z.nullish(z.boolean()),
  }),
);
const addresses = z.nullish(z.array(z.string()));
const shape = z.object({
  version: z.nullish(z.int()),
  current_profile: optionalText,
  profiles: z.nullish(
    z.array(
      z.object({
        name: z.string(),
        kafka_api: z.nullish(
          z.object({
            brokers: addresses,
            tls,
            sasl: z.nullish(
              z.object({ user: optionalText, password: optionalText, mechanism: optionalText }),
            ),
          }),
        ),
        schema_registry: z.nullish(z.object({ addresses, tls })),
      }),
    ),
  ),
});

/** The clusters of rpk's profiles, by name; the current one first. @throws StreamkitError CONFIG_INVALID */
export function fromRpk(file: string, text: string): Map<string, Cluster> {
  const { version, current_profile: current, profiles } = yamlAs(file, text, shape);
  if ((version ?? 0) > knownVersion)
    throw sourceProblem(file, `version ${version ?? 0} is newer than ${knownVersion}, which streamkit reads`);
  const sorted = (profiles ?? []).toSorted((a, b) => Number(b.name === current) - Number(a.name === current));
  return new Map(
    sorted.map(({ name, kafka_api: kafka, schema_registry: registry }) => {
      const files = (one: z.infer<typeof tls>) =>
        tlsFiles(file, {
          ca: one?.ca_file,
          cert: one?.cert_file,
          key: one?.key_file,
          passphrase: undefined,
          insecure: one?.insecure_skip_verify,
        });
      const user = given(kafka?.sasl?.user);
      const [url] = registry?.addresses ?? [];
      const secured = registry?.tls !== undefined && registry.tls !== null;
      const cluster: Cluster = {
        brokers: kafka?.brokers ?? [],
        // An empty entry means TLS with the system's authorities.
        ...(kafka?.tls && { tls: files(kafka.tls) }),
        ...(user !== undefined && {
          sasl: saslOf(file, {
            mechanism: given(kafka?.sasl?.mechanism) ?? 'SCRAM-SHA-256',
            username: user,
            password: given(kafka?.sasl?.password),
          }),
        }),
        ...(url !== undefined && {
          registry: {
            url: url.includes('://') ? url : `${secured ? 'https' : 'http'}://${url}`,
            ...(secured && { tls: files(registry.tls) }),
          },
        }),
      };
      return [name, cluster];
    }),
  );
}
