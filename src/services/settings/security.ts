import { createHmac } from 'node:crypto';
import { join } from 'node:path';

export interface Credentials {
  user: string;
  password: string;
}

/** Files and users of a secured stack. All files are readable by the user only. */
export interface StackSecurity {
  folder: string;
  /** The certificate authority, as PEM. */
  caFile: string;
  /** The services' certificate, as PEM. */
  certificateFile: string;
  /** Its private key, as PEM (PKCS #8). */
  keyFile: string;
  /** Key and certificates in one file, as Kafka reads them. */
  serverStore: string;
  /** Key and certificates for HTTP servers of Java, which read stores of Java's formats only (PKCS #12). */
  keyStore: string;
  /** Public authorities and the stack's, for containers: it replaces Java's own store (PKCS #12, without a password). */
  trustStore: string;
  keyStorePassword: string;
  /** A super user: brokers, Connect and streamkit sign in as this one. */
  admin: Credentials;
  /** An ordinary user for the user's programs. */
  app: Credentials;
}

export const saslMechanism = 'SCRAM-SHA-512';

/** @param dir of the stack @param secret of the stack, which the passwords are made from */
export function stackSecurity(dir: string, secret: string): StackSecurity {
  const folder = join(dir, 'security');
  const credentials = (user: string) => ({ user, password: passwordOf(secret, user) });
  return {
    folder,
    caFile: join(folder, 'ca.crt'),
    certificateFile: join(folder, 'server.crt'),
    keyFile: join(folder, 'server.key'),
    serverStore: join(folder, 'server.pem'),
    keyStore: join(folder, 'server.p12'),
    trustStore: join(folder, 'trust.p12'),
    keyStorePassword: passwordOf(secret, 'server.p12'),
    admin: credentials('admin'),
    app: credentials('app'),
  };
}

/** Settings of a Kafka client that signs in; `prefix` is for settings of clients in other programs, such as `producer.`. */
export function kafkaClientSettings(
  { caFile }: Pick<StackSecurity, 'caFile'>,
  credentials: Credentials,
  prefix = '',
): Record<string, string> {
  return Object.fromEntries(
    Object.entries({
      'security.protocol': 'SASL_SSL',
      'sasl.mechanism': saslMechanism,
      'sasl.jaas.config': scramLogin(credentials),
      'ssl.truststore.type': 'PEM',
      'ssl.truststore.location': caFile,
    }).map(([key, value]) => [prefix + key, value]),
  );
}

export function scramLogin({ user, password }: Credentials): string {
  return `org.apache.kafka.common.security.scram.ScramLoginModule required username="${user}" password="${password}";`;
}

/** Letters and digits, as the stack's own secret. */
function passwordOf(secret: string, user: string): string {
  return createHmac('sha256', secret).update(user).digest('hex').slice(0, 32);
}

/** Of the HTTP services of a stack. */
export function scheme(security: StackSecurity | undefined): 'http' | 'https' {
  return security ? 'https' : 'http';
}

/** For Kafka's own tools and Java programs: `client` is an ordinary user, `admin` the super user. */
export function clientPropertiesFile(
  { folder }: Pick<StackSecurity, 'folder'>,
  user: 'client' | 'admin',
): string {
  return join(folder, `${user}.properties`);
}
