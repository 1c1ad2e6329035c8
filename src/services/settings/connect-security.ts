import { kafkaClientSettings, type StackSecurity } from './security.js';
import { log4jOption } from './properties.js';
import type { JavaRecipe, RecipeContext } from '../types.js';

const keyStore = (dir: string) => `${dir}/data/tls/keystore.p12`;
const trustStore = (dir: string) => `${dir}/data/tls/truststore.jks`;

/** The worker's own connections to the brokers, and those of its connectors. */
export function securedClients(security: StackSecurity | undefined): Record<string, string> {
  if (!security) return {};
  return Object.assign(
    {},
    ...['', 'producer.', 'consumer.', 'admin.'].map((prefix) =>
      kafkaClientSettings(security, security.admin, prefix),
    ),
  ) as Record<string, string>;
}

/** The HTTP server reads stores of Java's own formats only. */
export function securedRest({ dir, security, secret }: RecipeContext): Record<string, string> {
  if (!security) return {};
  return {
    'listeners.https.ssl.keystore.type': 'PKCS12',
    'listeners.https.ssl.keystore.location': keyStore(dir),
    'listeners.https.ssl.keystore.password': secret,
    'listeners.https.ssl.key.password': secret,
    'listeners.https.ssl.truststore.type': 'JKS',
    'listeners.https.ssl.truststore.location': trustStore(dir),
    'listeners.https.ssl.truststore.password': secret,
  };
}

/** Creates the stores before the first start; converters and connectors trust the stack's authority, as the worker does. */
export const securedWorker = {
  systemProperties: ({ dir }) => ({
    ...log4jOption(dir),
    'javax.net.ssl.trustStore': trustStore(dir),
    'javax.net.ssl.trustStoreType': 'JKS',
  }),
  initialise: {
    makes: 'data/tls/truststore.jks',
    mainClass: 'streamkit.connect.KeyStores',
    arguments: ({ dir, security }) => [
      security?.keyFile ?? '',
      security?.certificateFile ?? '',
      security?.caFile ?? '',
      `${dir}/secrets/password`,
      keyStore(dir),
      trustStore(dir),
    ],
  },
} satisfies Partial<JavaRecipe>;
