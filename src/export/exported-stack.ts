import type { Coordinates } from '../connect/plugins/coordinates.js';

/** What `export kubernetes` writes down: all of it is known before the first object is built. */
export interface ExportedStack {
  /** Name of the Kafka cluster, and the first part of all other names: valid in Kubernetes. */
  cluster: string;
  /** Name of the stack. */
  stack: string;
  /** Names of the services that the stack has, one per scaled service. */
  services: string[];
  /** Addresses that services which are not exported are expected to have in the cluster, by service. */
  outside: Record<string, string>;
  kafka: { brokers: number; zookeeper: boolean } | undefined;
  /** Whether brokers, registry and Connect have TLS and SASL. */
  secure: boolean;
  /** Settings by service or product, as in streamkit.yml. */
  settings: Record<string, Settings>;
  topics: ExportedTopic[];
  users: ExportedUser[];
  connect: { workers: number; version: string } | undefined;
  plugins: ExportedPlugin[];
  connectors: ExportedConnector[];
  supervisors: number;
  jobs: ExportedJob[];
  /** Names of topologies that run in Storm. */
  topologies: string[];
  /** Versions of images, by service. */
  versions: Record<string, string>;
  /** Passwords of the stack, which no file may hold. */
  passwords: string[];
  /** What could not be read, one sentence each. */
  notes: string[];
  targets: Targets;
}

/** Where Kubernetes finds what only the user can upload. */
export interface Targets {
  /** Prefix of images that Strimzi builds and pushes, such as registry.example.com/shop. */
  images: string;
  /** URL of a folder with the jars of jobs. */
  jars: string;
}

export type Settings = Record<string, string | number | boolean>;

export interface ExportedTopic {
  name: string;
  partitions: number;
  replication: number;
  configs: Record<string, string>;
}

export interface ExportedUser {
  name: string;
  acls: ExportedAcl[];
}

/** In Strimzi's words. */
export interface ExportedAcl {
  type: 'allow' | 'deny';
  resource: {
    type: 'topic' | 'group' | 'cluster' | 'transactionalId';
    name?: string;
    patternType?: 'literal' | 'prefix';
  };
  operations: string[];
  host: string;
}

export interface ExportedPlugin {
  /** As in streamkit.yml, or the folder that it is installed in. */
  source: string;
  /** Where Maven Central has it; empty for a file and for a connector of streamkit, which Strimzi cannot fetch. */
  artifacts: Coordinates[];
}

export interface ExportedConnector {
  name: string;
  /** Addresses and the password of the stack are references: `${stack:SERVICE}`, `${stack:password}`. */
  config: Record<string, string>;
  /** Names of settings that the plugin declares as passwords. */
  secrets: string[];
  state: 'running' | 'paused' | 'stopped';
}

export interface ExportedJob {
  name: string;
  processor: 'storm' | 'flink' | 'spark' | undefined;
  /** Name of the file, without its folder. */
  jar: string;
  /** Undefined where the manifest of the jar names it. */
  mainClass: string | undefined;
  arguments: string[];
  settings: Record<string, string>;
}

/** The settings of these services and products; those of a later name win. */
export function settingsFor({ settings }: Pick<ExportedStack, 'settings'>, ...names: string[]): Settings {
  return Object.assign({}, ...names.map((name) => settings[name] ?? {})) as Settings;
}
