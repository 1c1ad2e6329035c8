/** Header names may repeat, and their order counts; a value may be null. */
export type Header = [name: string, value: Buffer | null];

/** A record as it was read. */
export interface KafkaRecord {
  topic: string;
  partition: number;
  offset: number;
  /** Milliseconds since the epoch. */
  timestamp: number;
  key: Buffer | null;
  /** Null in a tombstone. */
  value: Buffer | null;
  headers: Header[];
}

/** A record to be written. */
export interface NewRecord {
  key: Buffer | null;
  /** Null makes a tombstone. */
  value: Buffer | null;
  headers?: Header[];
  /** By the hash of the key when absent, as all Kafka clients do it. */
  partition?: number | undefined;
  /** Choose another partition when the topic does not have the one above, instead of failing. */
  preferPartition?: boolean | undefined;
  /** Milliseconds since the epoch; the time of sending when absent. */
  timestamp?: number | undefined;
}
