import type { EngineName, KafkaMode } from '../services/types.js';

export const faults = ['kill', 'pause', 'restart', 'cut', 'disk-full'] as const;
export type FaultKind = (typeof faults)[number];

export const drills = ['broker', 'controller', 'zookeeper', 'connect', 'storm', 'flink'] as const;
export type DrillName = (typeof drills)[number];

export const guarantees = ['exactly-once', 'at-least-once'] as const;
export type Guarantee = (typeof guarantees)[number];

/** What happened to the records of one load. Times are in ms; since the fault unless stated otherwise. */
export interface LoadResult {
  /** `acks=all`, `acks=1`, or `connector`, `topology` or `job` for what these made of it. */
  name: string;
  topic: string;
  /** Records that were handed to the producer. */
  sent: number;
  acknowledged: number;
  /** Acknowledged and not found afterwards. */
  lost: number;
  /** Copies beyond the first one. */
  duplicated: number;
  /** Records behind a later one of their key; further copies do not count. */
  outOfOrder: number;
  /** The longest time without an acknowledgment, or a result, in any partition. */
  longestGapMs: number;
  /** When it began, since the start of the drill. */
  gapFromMs: number;
  /** Until each partition that was led by a victim had another leader; null when that did not happen or nothing was led by one. */
  newLeaderMs: number | null;
  /** Until a record of after the fault was acknowledged (a result seen) in each affected partition; null for never. */
  firstOutputMs: number | null;
  /** The fewest in-sync replicas of a partition; null where there are none to count. */
  lowestIsr: number | null;
  /** What the job was asked for. */
  guarantee?: Guarantee;
  /** The order within a key is counted and not promised. */
  unordered?: true;
}

/** Something that holds, or the drill fails. */
export interface PromiseResult {
  name: string;
  kept: boolean;
  observed: string;
}

/** A role moved to another process, such as the active controller. */
export interface Takeover {
  role: string;
  from: string;
  /** Null when nobody took over. */
  to: string | null;
  ms: number | null;
}

/** A consumer group of the user's own, as its commits show it. */
export interface GroupResult {
  name: string;
  /** The longest time without a commit while records were waiting. */
  longestGapMs: number;
  highestLag: number;
  /** When the drill ended. */
  lag: number;
}

/** Times are in ms since the start of the drill. */
export interface Timeline {
  stepMs: number;
  faultMs: number;
  healMs: number;
  endMs: number;
  loads: {
    name: string;
    /** Acknowledged records (results) per step. */
    perStep: number[];
    /** How many replicas the worst partition has in sync, at each change. */
    isr: { atMs: number; inSync: number }[];
  }[];
  /** Changes of leaders and roles. */
  events: { atMs: number; what: string }[];
}

/** The typed result of `drill --json`. */
export interface DrillResult {
  version: 1;
  drill: DrillName;
  fault: FaultKind;
  /** Services or processes that the fault was done to. */
  victims: string[];
  stack: string;
  engine: EngineName;
  kafkaMode: KafkaMode;
  /** When it began. */
  at: string;
  seconds: number;
  /** Records per second of each load. */
  rate: number;
  loads: LoadResult[];
  takeover?: Takeover;
  group?: GroupResult;
  promises: PromiseResult[];
  /** How many promises were broken. */
  broken: number;
  timeline: Timeline;
}
