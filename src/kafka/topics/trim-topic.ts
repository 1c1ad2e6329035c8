import { withAdmin } from '../wire/admin.js';
import { withCluster } from '../wire/cluster.js';
import { partitionsOf } from '../wire/list-offsets.js';
import type { Position } from '../consume/offset-range.js';
import { resolveOffsets } from '../consume/resolve-offsets.js';
import { refuseInternal } from './topic-name.js';
import { requireTopics } from './topics.js';
import { onTopics } from '../wire/permissions.js';

export interface TrimmedPartition {
  partition: number;
  /** The first offset before and after. */
  from: number;
  start: number;
}

export interface TrimOptions {
  /** Delete the records before this position. */
  before: Position;
  /** Only these partitions. */
  partitions: number[] | undefined;
  /** Trim an internal topic as well. */
  force: boolean;
  /** Called with what will be deleted; to throw stops it. */
  confirm: (partitions: TrimmedPartition[]) => Promise<void>;
}

/**
 * Deletes the records of a topic before a position, with Kafka's DeleteRecords.
 * @returns the partitions that lost records
 * @throws StreamkitError NOT_FOUND, USAGE for an internal or compacted topic
 */
export async function trimTopic(
  broker: string,
  name: string,
  { before, partitions, force, confirm }: TrimOptions,
): Promise<TrimmedPartition[]> {
  const work = onTopics(`to trim ${name}`, [name], 'DELETE');
  return withAdmin(broker, work, async (admin) => {
    if (!force) refuseInternal([name], 'trim');
    await requireTopics(admin, [name]);
    const all = await withCluster(broker, work, async (cluster) => {
      await cluster.addMultipleTargetTopics([name]);
      const range = { from: { kind: 'start', plus: 0 }, until: before } as const;
      return resolveOffsets(cluster, partitionsOf(cluster, [name]), range);
    });
    const trimmed = all
      .map(({ partition, start, stop, end: last }) => ({
        partition,
        from: start,
        start: Math.min(Math.max(start, stop ?? last), last),
      }))
      .filter(({ partition, from, start }) => start > from && (partitions?.includes(partition) ?? true));
    if (trimmed.length === 0) return [];
    await confirm(trimmed);
    await admin.deleteTopicRecords({
      topic: name,
      partitions: trimmed.map(({ partition, start }) => ({ partition, offset: String(start) })),
    });
    return trimmed;
  });
}
