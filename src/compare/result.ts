import type { PaymentsProcessor } from '../smoke/running-job.js';

/** One processor in one round. */
export interface Measurement {
  processor: PaymentsProcessor;
  round: number;
  guarantee: 'exactly-once' | 'at-least-once';
  /** How long the whole measurement took. */
  seconds?: number;
  /** Load average of the machine just before. It includes what earlier rounds left. */
  loadBefore: number;
  /** Cores that programs outside of the stack used meanwhile; undefined where the system does not tell. */
  otherCores?: number;
  /** From submitting the job, on an input with a backlog, to the first result. */
  firstResultMs: number;
  /** Results per second, without the first fifth of the backlog as a warm-up. */
  recordsPerSecond: number;
  /** From the planned time of sending to the arrival of the result, in milliseconds. */
  latencyMs: { p50: number; p95: number; p99: number };
  /** For the backlog, of all processes of the processor, start included; undefined where the system does not tell. */
  cpuSeconds?: number;
  brokerCpuSeconds?: number;
  /** After the backlog. */
  memoryBytes: number;
  recovery: {
    /** From kill -9 to the first result of a payment that was sent after it. */
    ms: number;
    sent: number;
    lost: number;
    duplicated: number;
    /** Payments whose count is missing: those of a name and window have the counts 1 to their number. */
    wrongCounts: number;
  };
}

/** The typed result of `compare --json`. */
export interface Comparison {
  version: 1;
  /** ISO 8601. */
  at: string;
  machine: { cpus: string; cores: number; memoryBytes: number; platform: string; node: string };
  /** What was the same for all. */
  settings: Record<string, string | number>;
  /** Versions of the processors and of Kafka. */
  versions: Record<string, string>;
  /** Of each processor's project: `mvn package` without tests. */
  buildSeconds: Partial<Record<PaymentsProcessor, number>>;
  measurements: Measurement[];
}
