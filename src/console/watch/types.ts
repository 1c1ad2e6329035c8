import type { Suggestion } from '../../shared/suggestion.js';
import type { ServiceState } from '../../stack/status.js';
import type { ConnectState } from '../../connect/connector-status.js';
import type { JobError, ProcessorName } from '../../jobs/types.js';

/** What the console knows of a stack at one moment, section by section. The page imports these types. */
export interface Snapshot {
  stack: StackInfo;
  services: WatchedService[];
  topics: WatchedTopic[];
  groups: WatchedGroup[];
  connectors: WatchedConnector[];
  topologies: WatchedTopology[];
  streamJobs: WatchedJob[];
  flow: Flow;
  attention: AttentionItem[];
  /** Sections that could not be sampled, and why. */
  problems: Partial<Record<Section, string>>;
}

export type Section = 'services' | 'topics' | 'groups' | 'connectors' | 'topologies' | 'streamJobs';

export interface StackInfo {
  name: string;
  engine: string;
  kafkaMode: string;
  /** Whether it was ever brought up. */
  exists: boolean;
  readOnly: boolean;
  /** Of streamkit. */
  version: string;
}

export interface WatchedService {
  name: string;
  title: string;
  version: string;
  state: ServiceState;
  reason?: string;
  /** As clients write them, by name. */
  endpoints: Record<string, string>;
  ports: { name: string; port: number }[];
  needs: string[];
  pid?: number;
  /** Milliseconds since the epoch. */
  startedAt?: number;
  startedInMs?: number;
  memoryBytes?: number;
  /** Of one core: 150 is one and a half cores. */
  cpuPercent?: number;
}

export interface WatchedTopic {
  name: string;
  internal: boolean;
  partitions: number;
  replicationFactor: number;
  /** Offsets from start to end, all partitions together. */
  records: number;
  /** Records per second written to it. */
  inRate: number;
  /** Partitions with fewer in-sync replicas than replicas. */
  underReplicated: number;
  leaderless: number;
  /** The next offset of each partition, in the order of their numbers; -1 where no leader tells. */
  ends: number[];
}

export interface WatchedGroup {
  name: string;
  state: string;
  members: number;
  lag: number;
  /** Records per second that it commits. */
  outRate: number;
  topics: GroupTopic[];
}

export interface GroupTopic {
  topic: string;
  lag: number;
  outRate: number;
}

export interface WatchedConnector {
  name: string;
  type: string;
  class: string;
  state: ConnectState;
  trace?: string;
  tasks: { id: number; state: ConnectState; trace?: string }[];
  /** Topics that it has used, as the worker reports them. */
  topics: string[];
  /** What it reads from or writes to outside of Kafka, by its settings: `file:/tmp/in.txt`, `mysql:sales.customer`. */
  stores: string[];
}

export interface WatchedTopology {
  name: string;
  id: string;
  /** ACTIVE, INACTIVE, REBALANCING or KILLED. */
  status: string;
  uptimeSeconds: number;
  workers: number;
  /** Tuples per second, all spouts together. */
  ackedRate: number;
  failedRate: number;
  /** What its spouts read, as far as their configuration says. */
  reads: { topic: string; group: string }[];
  /** What its bolts write, as far as their configuration says. */
  writes: string[];
  errors: { component: string; message: string; time: string }[];
}

/** A job of Flink or Spark. */
export interface WatchedJob {
  processor: ProcessorName;
  name: string;
  id: string;
  /** In the processor's own words: RUNNING, RESTARTING, FAILED, … */
  state: string;
  ended: boolean;
  /** Milliseconds since the epoch. */
  startedAt?: number;
  tasks: { running: number; total: number };
  restarts?: number;
  lastError?: JobError;
  /** How many have been completed. */
  checkpoints?: number;
  reads: JobRead[];
  /** `topic:NAME`, or `PRODUCT:PLACE` outside of Kafka, as its sinks declare. */
  writes: string[];
  /** `PRODUCT:PLACE` outside of Kafka that it reads. */
  stores: string[];
}

/** A topic that a job reads; rate and lag by its own positions, absent where it does not show them. */
export interface JobRead {
  topic: string;
  /** The consumer group that it commits for. */
  group?: string;
  rate?: number;
  lag?: number;
}

export type NodeKind =
  'topic' | 'connector' | 'topology' | 'job' | 'group' | 'store' | 'writers' | 'component';

export interface FlowNode {
  /** `KIND:NAME`. */
  id: string;
  kind: NodeKind;
  name: string;
  /** A second line: `3 partitions`, `source, 1 task`. */
  detail: string;
  state: 'ok' | 'warning' | 'problem' | 'idle';
}

export interface FlowEdge {
  from: string;
  to: string;
  /** Records per second; undefined where nothing tells. */
  rate?: number;
  /** Records that the reader is behind. */
  lag?: number;
}

export interface Flow {
  nodes: FlowNode[];
  edges: FlowEdge[];
}

/** Something that a user should act on. */
export interface AttentionItem {
  id: string;
  severity: 'problem' | 'warning';
  title: string;
  /** Lines that show why. */
  evidence: string[];
  /** Where in the page to look: `#/services/kafka`. */
  link: string;
  /** What the page can do about it: a change of the API. */
  action?: { label: string; method: 'POST'; path: string };
  /** The same on the command line. */
  command?: Suggestion;
}
