import type { Admin } from 'kafkajs';
import { withAdmin } from '../wire/admin.js';
import type { Position } from '../consume/offset-range.js';
import { resolveOffsets } from '../consume/resolve-offsets.js';
import { requireTopics } from '../topics/topics.js';

/** A partition of which something is left to read, up to its present end. */
export interface PartitionGoal {
  topic: string;
  partition: number;
  end: number;
}

/**
 * Fixes where a group begins in partitions that it has committed nothing for, so that "from now" is now and not some moment
 * while the group forms. Not possible while the group has members; these have decided already.
 * @throws StreamkitError NOT_FOUND for an unknown topic
 */
export async function groupStart(
  broker: string,
  { group, topics, from }: { group: string; topics: string[]; from: Position },
): Promise<PartitionGoal[]> {
  return withAdmin(broker, `to prepare the group ${group}`, async (admin) => {
    await requireTopics(admin, topics);
    const { groups } = await admin.describeGroups([group]);
    const isEmpty = groups.every(({ members }) => members.length === 0);
    const goals = await Promise.all(topics.map((topic) => startTopic(admin, group, topic, from, isEmpty)));
    return goals.flat();
  });
}

async function startTopic(
  admin: Admin,
  group: string,
  topic: string,
  from: Position,
  isEmpty: boolean,
): Promise<PartitionGoal[]> {
  const ranges = await resolveOffsets(admin, topic, { from });
  const committed = await committedOffsets(admin, group, topic);
  const fresh = ranges.filter(({ partition }) => !committed.has(partition));
  if (isEmpty && fresh.length > 0) {
    const partitions = fresh.map(({ partition, start }) => ({ partition, offset: String(start) }));
    await admin.setOffsets({ groupId: group, topic, partitions });
  }
  return ranges
    .filter(({ partition, start, end }) => (committed.get(partition) ?? start) < end)
    .map(({ partition, end }) => ({ topic, partition, end }));
}

/** What a group has committed for a topic, by partition; partitions without a commit are left out. */
export async function committedOffsets(
  admin: Admin,
  group: string,
  topic: string,
): Promise<Map<number, number>> {
  const answers = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  const partitions = answers.flatMap((answer) => answer.partitions);
  return new Map(
    partitions
      .map(({ partition, offset }) => [partition, Number(offset)] as const)
      .filter(([, offset]) => offset >= 0),
  );
}
