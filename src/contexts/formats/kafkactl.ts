import * as z from 'zod/mini';
import type { Cluster } from '../types.js';
import { sourceProblem } from './problem.js';
import { saslOf } from './sasl.js';
import { given, optionalText, tlsFiles, yamlAs } from './yaml-file.js';

const flag = z.nullish(z.boolean());
const tls = z.nullish(
  z.object({
    enabled: flag,
    ca: optionalText,
    cert: optionalText,
    certKey: optionalText,
    certKeyPassphrase: optionalText,
    insecure: flag,
  }),
);
const shape = z.object({
  'current-context': optionalText,
  contexts: z.record(
    z.string(),
    z.object({
      brokers: z.nullish(z.array(z.string())),
      tls,
      sasl: z.nullish(
        z.object({
          enabled: flag,
          username: optionalText,
          password: optionalText,
          mechanism: optionalText,
          tokenprovider: z.nullish(
            z.object({ plugin: optionalText, options: z.nullish(z.record(z.string(), z.unknown())) }),
          ),
        }),
      ),
      schemaRegistry: z.nullish(
        z.object({ url: optionalText, username: optionalText, password: optionalText, tls }),
      ),
    }),
  ),
});
type Context = z.infer<typeof shape>['contexts'][string];

/** The clusters of kafkactl's contexts, by name; the current one first. @throws StreamkitError CONFIG_INVALID */
export function fromKafkactl(file: string, text: string): Map<string, Cluster> {
  const { contexts, 'current-context': current } = yamlAs(file, text, shape);
  const sorted = Object.entries(contexts).toSorted(
    ([a], [b]) => Number(b === current) - Number(a === current),
  );
  return new Map(sorted.map(([name, context]) => [name, clusterOf(file, context)]));
}

function clusterOf(file: string, { brokers, tls: kafkaTls, sasl, schemaRegistry }: Context): Cluster {
  const files = (one: z.infer<typeof tls>) =>
    tlsFiles(file, {
      ca: one?.ca,
      cert: one?.cert,
      key: one?.certKey,
      passphrase: one?.certKeyPassphrase,
      insecure: one?.insecure,
    });
  const url = given(schemaRegistry?.url);
  const username = given(schemaRegistry?.username);
  return {
    brokers: brokers ?? [],
    ...(kafkaTls?.enabled === true && { tls: files(kafkaTls) }),
    ...(sasl?.enabled === true && { sasl: signIn(file, sasl) }),
    ...(url !== undefined && {
      registry: {
        url: url.includes('://') ? url : `http://${url}`,
        ...(username !== undefined && { username, password: given(schemaRegistry?.password) ?? '' }),
        ...(schemaRegistry?.tls?.enabled === true && { tls: files(schemaRegistry.tls) }),
      },
    }),
  };
}

/** Its generic token provider is a script that prints JSON with a token. */
function signIn(file: string, sasl: NonNullable<Context['sasl']>) {
  const mechanism = given(sasl.mechanism) ?? 'plaintext';
  if (mechanism !== 'oauth') {
    return saslOf(file, { mechanism, username: given(sasl.username), password: given(sasl.password) });
  }
  const { plugin, options } = sasl.tokenprovider ?? {};
  const script = options?.['script'];
  const args = options?.['args'];
  if (plugin !== 'generic' || typeof script !== 'string')
    throw sourceProblem(file, `the token provider ${plugin ?? ''} is not supported: only "generic" is`);
  const words = Array.isArray(args) ? args.map(String) : [];
  return saslOf(file, { mechanism, token: { command: [script, ...words] } });
}
