import type { Cluster } from 'kafkajs';
import { committedOffsets } from '../groups/committed-offsets.js';
import type { GroupMember } from '../groups/group-member.js';
import { keyOf, latest, listOffsets, type TopicPartition } from '../wire/list-offsets.js';
import type { Assignment, OpenRange } from './assignment.js';
import type { PartitionWatch } from './partition-watch.js';
import type { PartitionRange } from './resolve-offsets.js';

/** How often offsets are committed while records flow; also before partitions are given up. */
const commitMs = 1000;

interface GroupReading {
  cluster: Cluster;
  group: string;
  member: GroupMember;
  /** Where each partition begins that the group has committed nothing for, and where it stops. */
  starts: PartitionRange[];
  /** Whether partitions that are added later are left out. */
  isBounded: boolean;
  watch: PartitionWatch;
  signal: AbortSignal;
  /** Called each time that the group has been joined. */
  onJoin: () => void;
}

/** Reads the partitions that a group gives to this member, from where the group got to. */
export class GroupAssignment implements Assignment {
  private open: OpenRange[] = [];
  private positions = new Map<OpenRange, number>();
  private uncommitted = new Set<OpenRange>();
  private commitDueAt = 0;

  constructor(private readonly reading: GroupReading) {}

  get isStale(): boolean {
    return this.reading.member.mustJoin;
  }

  async current(): Promise<OpenRange[]> {
    const { member, watch } = this.reading;
    // The leader of the group assigns the partitions again; for others, joining again changes nothing.
    if ((await watch.added()).length > 0) member.mustJoin = true;
    if (performance.now() > this.commitDueAt || member.mustJoin) await this.commit();
    if (member.mustJoin) await this.join();
    return this.open;
  }

  handedOut(range: OpenRange, offset: number): void {
    // A range that was taken away meanwhile belongs to another member.
    if (this.positions.get(range) === offset || !this.positions.has(range)) return;
    this.positions.set(range, offset);
    this.uncommitted.add(range);
  }

  async close(): Promise<void> {
    await this.commit();
    await this.reading.member.leave();
  }

  private async commit(): Promise<void> {
    const ranges = [...this.uncommitted];
    this.uncommitted.clear();
    this.commitDueAt = performance.now() + commitMs;
    const offsets = ranges.map((range) => ({
      topic: range.topic,
      partition: range.partition,
      offset: this.positions.get(range) ?? range.next,
    }));
    await this.reading.member.commit(offsets);
  }

  private async join(): Promise<void> {
    const { cluster, group, member, starts, isBounded, signal, onJoin } = this.reading;
    this.open = [];
    this.positions.clear();
    const assigned = await member.join(signal);
    const committed = await positionsOf(cluster, group, assigned);
    const known = new Map(starts.map((range) => [keyOf(range), range]));
    this.open = assigned.map((one) => {
      const range = known.get(keyOf(one));
      // A partition that was added after the start is read from its beginning.
      const next = committed.get(keyOf(one)) ?? range?.start ?? 0;
      return { ...one, next, stop: isBounded ? (range?.stop ?? next) : undefined };
    });
    for (const range of this.open) {
      this.positions.set(range, range.next);
      if (!committed.has(keyOf(range))) this.uncommitted.add(range);
    }
    // What the group has not committed yet begins here for all of its members.
    await this.commit();
    onJoin();
  }
}

/** What a group has committed, without offsets beyond the end: these are left from a topic that was created again. */
async function positionsOf(
  cluster: Cluster,
  group: string,
  partitions: TopicPartition[],
): Promise<Map<string, number>> {
  if (partitions.length === 0) return new Map();
  const committed = await committedOffsets(cluster, group, partitions);
  const ends = await listOffsets(cluster, committed, latest);
  const endOf = new Map(ends.map((one) => [keyOf(one), one.offset]));
  const valid = committed.filter((one) => one.offset <= (endOf.get(keyOf(one)) ?? Infinity));
  return new Map(valid.map((one) => [keyOf(one), one.offset]));
}
