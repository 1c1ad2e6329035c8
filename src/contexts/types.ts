/** Formats of other tools that a context can be read from. */
export const sourceFormats = ['java', 'librdkafka', 'rpk', 'kafkactl', 'kaf'] as const;
export type SourceFormat = (typeof sourceFormats)[number];

/** A PEM file, or its text. */
export type Pem = { file: string } | { text: string };

/** A store of Java's: PKCS #12 or JKS. */
export interface Store {
  type: 'JKS' | 'PKCS12';
  file: string;
  password?: string | undefined;
}

export interface ClusterTls {
  ca?: Pem;
  cert?: Pem;
  key?: Pem;
  passphrase?: string;
  truststore?: Store;
  keystore?: Store;
  /** Absent: certificates are verified. */
  verify?: false;
  /** Absent: names in certificates are verified. */
  verifyName?: false;
}

/** A password or token: as written in the user's file, or where it comes from. */
export type Secret = string | { environment: string } | { file: string } | { command: string[] };

export type ClusterSasl =
  | { mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; username: string; password: Secret }
  | { mechanism: 'oauthbearer'; token: Secret }
  | { mechanism: 'oauthbearer'; tokenUrl: string; clientId: string; clientSecret: Secret; scope?: string };

export interface HttpService {
  /** Base URLs, comma-separated. */
  url: string;
  username?: string;
  password?: Secret;
  bearer?: Secret;
  tls?: ClusterTls;
}

/** Where the services of a cluster are, and how clients sign in. */
export interface Cluster {
  brokers: string[];
  tls?: ClusterTls;
  sasl?: ClusterSasl;
  registry?: HttpService;
  connect?: HttpService;
  nimbus?: string;
  flink?: HttpService;
}
