import type { Acknowledged } from './ledger.js';
import type { Timeline } from './result.js';

/** A partition as the cluster's metadata have it from a moment on. */
export interface PartitionState {
  partition: number;
  /** -1 for none. */
  leader: number;
  isr: number[];
}

/** The partitions of a topic from a moment on. */
export interface TopicState {
  /** In ms since 1970. */
  at: number;
  partitions: PartitionState[];
}

export const stepMs = 250;

/** Acknowledged records per step. Pure. */
export function perStep(acknowledged: Acknowledged[], from: number, to: number): number[] {
  const counts = Array.from({ length: Math.max(1, Math.ceil((to - from) / stepMs)) }, () => 0);
  for (const { at } of acknowledged) {
    const step = Math.min(counts.length - 1, Math.max(0, Math.floor((at - from) / stepMs)));
    counts[step] = (counts[step] ?? 0) + 1;
  }
  return counts;
}

/** How many replicas the worst partition had in sync, at each change. Pure. */
export function isrSteps(states: TopicState[], from: number): Timeline['loads'][number]['isr'] {
  const steps: Timeline['loads'][number]['isr'] = [];
  for (const { at, partitions } of states) {
    const inSync = Math.min(...partitions.map(({ isr }) => isr.length));
    if (Number.isFinite(inSync) && steps.at(-1)?.inSync !== inSync) steps.push({ atMs: at - from, inSync });
  }
  return steps;
}

/** Changes of leaders as events. Pure. @param nameOf a broker by its id */
export function leaderEvents(
  states: TopicState[],
  from: number,
  nameOf: (id: number) => string,
): Timeline['events'] {
  const events: Timeline['events'] = [];
  const leaders = new Map<number, number>();
  for (const { at, partitions } of states) {
    const moved = partitions.filter(({ partition, leader }) => {
      const before = leaders.get(partition);
      leaders.set(partition, leader);
      return before !== undefined && before !== leader;
    });
    for (const leader of new Set(moved.map((one) => one.leader))) {
      const list = moved.filter((one) => one.leader === leader).map(({ partition }) => partition);
      const who = leader === -1 ? 'no leader' : `leader ${nameOf(leader)}`;
      events.push({ atMs: at - from, what: `partition ${list.join(', ')}: ${who}` });
    }
  }
  return events;
}

/** The partitions that one of the brokers leads at a moment. Pure. */
export function ledBy(states: TopicState[], brokers: number[], at: number): number[] {
  const state = states.findLast((one) => one.at <= at) ?? states[0];
  return (state?.partitions ?? [])
    .filter(({ leader }) => brokers.includes(leader))
    .map(({ partition }) => partition);
}

/**
 * How long after the fault all of the partitions were led by a broker other than the victims. Pure.
 * @returns null when that did not happen, or without partitions
 */
export function newLeaderAfter(
  states: TopicState[],
  partitions: number[],
  victims: number[],
  faultAt: number,
): number | null {
  if (partitions.length === 0) return null;
  const found = states.find(
    ({ at, partitions: now }) =>
      at > faultAt &&
      partitions.every((partition) =>
        now.some((one) => one.partition === partition && one.leader !== -1 && !victims.includes(one.leader)),
      ),
  );
  return found ? found.at - faultAt : null;
}

export function lowestIsr(states: TopicState[]): number | null {
  const lowest = Math.min(...states.flatMap(({ partitions }) => partitions.map(({ isr }) => isr.length)));
  return Number.isFinite(lowest) ? lowest : null;
}

/** Whether each partition has all of its replicas in sync, as it had them at first. Pure. */
export function isWhole(states: TopicState[]): boolean {
  const [first, last] = [states[0], states.at(-1)];
  if (!first || !last) return false;
  return first.partitions.every(({ partition, isr }) =>
    last.partitions.some(
      (one) => one.partition === partition && one.leader !== -1 && one.isr.length >= isr.length,
    ),
  );
}
