/** Only what users of `streamkit/testing` see; it becomes the package's type declarations, and imports nothing. */

export interface StartOptions {
  /** Services to start; dependencies are included (default: those of the project, otherwise Kafka). */
  services?: string[];
  /** Folder of a streamkit.yml, which is applied once the services are ready. */
  project?: string;
  /**
   * Name of a stack that all tests with this name share. It is started by the first one and keeps running; without it,
   * `startStack` creates a stack of its own, which `stop` deletes.
   */
  share?: string;
  /** How a new stack runs Kafka: `kraft` needs no ZooKeeper (default: as the project says, otherwise `zookeeper`). */
  kafkaMode?: 'zookeeper' | 'kraft';
  /** Milliseconds to wait for each service (default: 300000). */
  timeoutMs?: number;
}

/** A value that is text or null as it is, and JSON otherwise. */
export type Value = string | null | object | number | boolean;

export interface RecordToSend {
  key?: string | null;
  value: Value;
  headers?: Record<string, string>;
  partition?: number;
  /** Milliseconds since the epoch (default: the time of sending). */
  timestamp?: number;
}

export interface ReceivedRecord {
  topic: string;
  partition: number;
  offset: number;
  /** Milliseconds since the epoch. */
  timestamp: number;
  key: string | null;
  /** Avro, JSON Schema and Protobuf values as JSON; null for a tombstone. */
  value: string | null;
  headers: Record<string, string>;
}

export interface TopicOptions {
  /** Default: 1. */
  partitions?: number;
  /** Default: up to 3, as many as there are brokers. */
  replication?: number;
  configs?: Record<string, string>;
}

export interface TestStack {
  readonly name: string;
  /** Addresses and passwords, as `streamkit env` has them: KAFKA_BOOTSTRAP_SERVERS and more. */
  readonly env: Record<string, string>;
  /** Main address of a service: `127.0.0.1:19092` of kafka, a URL of services with HTTP. */
  address: (service: string) => string;
  /** A name that no other test uses, for topics and groups of a shared stack. */
  unique: (prefix: string) => string;
  createTopic: (name: string, options?: TopicOptions) => Promise<void>;
  /** Writes values, or records with keys and headers; returns when all replicas have them. */
  produce: (topic: string, records: (Value | { record: RecordToSend })[]) => Promise<void>;
  /**
   * Reads a topic from its start until the condition holds. Rejects after `withinMs` (default: 30000), with what it read.
   * @param until a number of records, or a condition on all that was read
   */
  consumeUntil: (
    topic: string,
    until: number | ((records: ReceivedRecord[]) => boolean),
    options?: { withinMs?: number },
  ) => Promise<ReceivedRecord[]>;
  /** Applies the streamkit.yml of a folder; the services that it needs must run. */
  apply: (project: string) => Promise<void>;
  /** Saves all data of the stack; its services are restarted. */
  snapshot: (name: string) => Promise<void>;
  /** Replaces all data of the stack; its services are restarted. */
  restore: (name: string) => Promise<void>;
  /** Deletes the stack; a shared one keeps running. */
  stop: () => Promise<void>;
}
