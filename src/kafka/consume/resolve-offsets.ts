import type { Admin } from 'kafkajs';
import type { OffsetRange, Position } from './offset-range.js';

/** What to read of one partition. */
export interface PartitionRange {
  topic: string;
  partition: number;
  start: number;
  /** The first offset that is not wanted any more; undefined to read on and on. */
  stop: number | undefined;
}

/** A range, and the offset that the partition's next record gets at this moment. */
export type ResolvedRange = PartitionRange & { end: number };

/** The offsets that a partition holds: its first record and the one to come. */
interface Bounds {
  partition: number;
  low: number;
  high: number;
}

/** Finds out, for each partition of a topic, which offsets a range is at this moment. */
export async function resolveOffsets(
  admin: Admin,
  topic: string,
  { from, until }: OffsetRange,
): Promise<ResolvedRange[]> {
  const bounds = (await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }) => ({
    partition,
    low: Number(low),
    high: Number(high),
  }));
  const starts = await positions(admin, topic, from, bounds);
  const stops = until === undefined ? undefined : await positions(admin, topic, until, bounds);
  return bounds
    .map(({ partition, low, high }) => ({
      topic,
      partition,
      start: Math.max(low, starts.get(partition) ?? low),
      stop: stops?.get(partition),
      end: high,
    }))
    .sort((a, b) => a.partition - b.partition);
}

/** A place in each partition, by partition; not before the partition's start, but maybe after its end. */
export async function positions(
  admin: Admin,
  topic: string,
  position: Position,
  bounds: Bounds[],
): Promise<Map<number, number>> {
  if (position.kind === 'time') {
    const found = await admin.fetchTopicOffsetsByTimestamp(topic, position.ms);
    return new Map(found.map(({ partition, offset }) => [partition, Number(offset)]));
  }
  return new Map(
    bounds.map(({ partition, low, high }) => {
      if (position.kind === 'start') return [partition, low + position.plus];
      if (position.kind === 'end') return [partition, Math.max(low, high - position.minus)];
      return [partition, position.offset];
    }),
  );
}
