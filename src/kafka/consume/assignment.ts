import type { TopicPartition } from '../wire/list-offsets.js';

/** A partition that is being read. */
export interface OpenRange extends TopicPartition {
  /** The offset to read next. */
  next: number;
  /** The first offset that is not wanted; undefined to follow the partition. */
  stop: number | undefined;
}

/**
 * Decides which partitions are read, and from where. Without a group that is fixed, except that partitions are added to a
 * topic; in a group it changes with its members.
 */
export interface Assignment {
  /**
   * The partitions to read now: the same objects until the assignment changes. Called before each round of requests.
   * @throws StreamkitError, kafkajs's errors
   */
  current: () => Promise<OpenRange[]>;
  /** Whether the partitions may belong to others now: records that were not handed out yet must not be. */
  readonly isStale: boolean;
  /** Called when all records of a partition before an offset have been handed out. */
  handedOut: (range: OpenRange, offset: number) => void;
  /** Called at the end; what was handed out is final. */
  close: () => Promise<void>;
}

export function isUnfinished({ next, stop }: OpenRange): boolean {
  return stop === undefined || next < stop;
}
