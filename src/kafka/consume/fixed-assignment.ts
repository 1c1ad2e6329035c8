import type { Assignment, OpenRange } from './assignment.js';
import type { PartitionWatch } from './partition-watch.js';
import type { PartitionRange } from './resolve-offsets.js';

/**
 * Reads chosen partitions, without a group: nothing is committed.
 * @param watch finds the partitions that are added meanwhile; undefined to leave them out
 */
export function fixedAssignment(ranges: PartitionRange[], watch: PartitionWatch | undefined): Assignment {
  const open: OpenRange[] = ranges.map(({ start, ...range }) => ({ ...range, next: start }));
  return {
    async current() {
      for (const added of (await watch?.added()) ?? []) open.push({ ...added, next: 0, stop: undefined });
      return open;
    },
    isStale: false,
    handedOut: () => undefined,
    close: () => Promise.resolve(),
  };
}
