import { settleAll } from '../../shared/settle-all.js';
import type { Cluster } from 'kafkajs';
import { earliest, keyOf, latest, listOffsets, type TopicPartition } from '../wire/list-offsets.js';
import type { OffsetRange, Position } from './offset-range.js';

/** What to read of one partition. */
export type PartitionRange = TopicPartition & {
  start: number;
  /** The first offset that is not wanted; undefined to follow the partition. */
  stop: number | undefined;
};

/** A range, and the offset that the partition's next record gets at this moment. */
export type ResolvedRange = PartitionRange & { end: number };

/** The offsets that a partition holds: its first record and the one to come. */
type Bounds = TopicPartition & { low: number; high: number };

/** Finds out, for each partition, which offsets a range is at this moment; with three requests per broker at most. */
export async function resolveOffsets(
  cluster: Cluster,
  partitions: TopicPartition[],
  { from, until }: OffsetRange,
): Promise<ResolvedRange[]> {
  const [lows, highs] = await settleAll([
    listOffsets(cluster, partitions, earliest),
    listOffsets(cluster, partitions, latest),
  ]);
  const low = offsetsByPartition(lows);
  const high = offsetsByPartition(highs);
  const bounds = partitions.map((one) => ({
    ...one,
    low: low.get(keyOf(one)) ?? 0,
    high: high.get(keyOf(one)) ?? 0,
  }));
  const starts = await positions(cluster, from, bounds);
  const stops = until === undefined ? undefined : await positions(cluster, until, bounds);
  return bounds.map(({ topic, partition, ...bound }) => {
    const key = keyOf({ topic, partition });
    return {
      topic,
      partition,
      start: Math.max(bound.low, starts.get(key) ?? bound.low),
      stop: stops?.get(key),
      end: bound.high,
    };
  });
}

/** A position in each partition; not before the partition's start, but maybe after its end. */
async function positions(
  cluster: Cluster,
  position: Position,
  bounds: Bounds[],
): Promise<Map<string, number>> {
  const found =
    position.kind === 'time'
      ? offsetsByPartition(await listOffsets(cluster, bounds, representable(position.ms)))
      : undefined;
  return new Map(bounds.map((bound) => [keyOf(bound), offsetAt(position, bound, found?.get(keyOf(bound)))]));
}

function offsetAt(position: Position, { partition, low, high }: Bounds, atTime: number | undefined): number {
  switch (position.kind) {
    case 'start':
      return representable(low + position.plus);
    case 'end':
      return Math.max(low, high - position.minus);
    case 'offset':
      return representable(position.offset);
    case 'each':
      return position.offsets.get(partition) ?? low;
    case 'time':
      // -1: all records are older.
      return atTime === undefined || atTime < 0 ? high : atTime;
  }
}

function offsetsByPartition(found: (TopicPartition & { offset: number })[]): Map<string, number> {
  return new Map(found.map((one) => [keyOf(one), one.offset]));
}

/** Negative timestamps have meanings of their own in Kafka; larger numbers than these do not fit into its requests. */
function representable(value: number): number {
  return Math.min(Math.max(0, value), Number.MAX_SAFE_INTEGER);
}
