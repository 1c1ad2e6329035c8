import { withAdmin } from '../wire/admin.js';
import { committedOffsets } from './group-start.js';
import { requireGroups, requireNoMembers } from './groups.js';
import type { Position } from '../consume/offset-range.js';
import { resolveOffsets } from '../consume/resolve-offsets.js';
import { requireTopics } from '../topics/topics.js';

export interface ResetOptions {
  group: string;
  topic: string;
  to: Position;
  /** False only says what would be done. */
  execute: boolean;
}

export interface GroupMove {
  partition: number;
  /** Null where the group had committed nothing. */
  from: number | null;
  to: number;
}

/**
 * Moves what a group has committed for a topic; a place outside of a partition becomes its start or end.
 * @throws StreamkitError NOT_FOUND for the group or the topic, USAGE while the group has members
 */
export async function resetGroup(broker: string, options: ResetOptions): Promise<GroupMove[]> {
  const { group, topic, to, execute } = options;
  return withAdmin(broker, `to move the group ${group}`, async (admin) => {
    await requireGroups(admin, [group]);
    await requireTopics(admin, [topic]);
    await requireNoMembers(admin, [group], 'moved');
    const committed = await committedOffsets(admin, group, topic);
    const ranges = await resolveOffsets(admin, topic, { from: to });
    const moves = ranges.map(({ partition, start, end }) => ({
      partition,
      from: committed.get(partition) ?? null,
      to: Math.min(start, end),
    }));
    if (execute) {
      const partitions = moves.map((move) => ({ partition: move.partition, offset: String(move.to) }));
      await admin.setOffsets({ groupId: group, topic, partitions });
    }
    return moves;
  });
}
