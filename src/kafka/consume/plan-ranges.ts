import { StreamkitError } from '../../shared/errors.js';
import { withAdmin } from '../wire/admin.js';
import type { OffsetRange } from './offset-range.js';
import { resolveOffsets, type PartitionRange } from './resolve-offsets.js';
import { requireTopics } from '../topics/topics.js';

export interface RangeOptions {
  topics: string[];
  /** Only these partitions of each topic. */
  partitions?: number[] | undefined;
  range: OffsetRange;
  /** Stop at what is the end now, even where the range goes on. */
  exit: boolean;
}

/**
 * What to read, partition by partition, fixed at this moment.
 * @throws StreamkitError NOT_FOUND for a topic or partition that is not there
 */
export async function planRanges(broker: string, options: RangeOptions): Promise<PartitionRange[]> {
  const { topics: names, partitions, range, exit } = options;
  return withAdmin(broker, `to look up the offsets of ${names.join(', ')}`, async (admin) => {
    for (const topic of await requireTopics(admin, names)) {
      const missing = partitions?.find((partition) => partition < 0 || partition >= topic.partitions.length);
      if (missing !== undefined) throw unknownPartition(topic.name, missing, topic.partitions.length);
    }
    const ranges = await Promise.all(names.map((name) => resolveOffsets(admin, name, range)));
    return ranges
      .flat()
      .filter(({ partition }) => partitions?.includes(partition) ?? true)
      .map(({ end, ...planned }) => ({
        ...planned,
        stop: exit ? Math.min(planned.stop ?? end, end) : planned.stop,
      }));
  });
}

export function unknownPartition(topic: string, partition: number, count: number): StreamkitError {
  const has = count === 1 ? 'only partition 0' : `partitions 0 to ${count - 1}`;
  return new StreamkitError('NOT_FOUND', `The topic ${topic} has no partition ${partition}: it has ${has}.`, {
    service: 'kafka',
    suggestions: [
      `streamkit topic alter ${topic} --partitions ${Math.max(partition, 0) + 1} adds partitions`,
    ],
  });
}
