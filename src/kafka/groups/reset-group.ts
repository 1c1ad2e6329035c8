import type { Cluster } from 'kafkajs';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import type { Position } from '../consume/offset-range.js';
import { requireTopic } from '../consume/open-topics.js';
import { resolveOffsets } from '../consume/resolve-offsets.js';
import { withCluster } from '../wire/cluster.js';
import { protocolError } from '../wire/failure.js';
import { coordinatorOf } from '../wire/group-broker.js';
import { alterShareOffsets, deleteOffsetsOf, failIf } from '../wire/group-requests.js';
import { partitionsOf, type PartitionOffset } from '../wire/list-offsets.js';
import { commitOffsets } from './committed-offsets.js';
import { offsetsOf } from './describe-group.js';
import type { LoadedGroup } from './load-groups.js';
import { activeGroup, requireEmpty, requireGroups } from './require-groups.js';
import { needs } from '../wire/permissions.js';

export interface ResetOptions {
  group: string;
  topic: string;
  to: Position;
  /** False for a dry run. */
  execute: boolean;
}

export interface GroupMove {
  partition: number;
  /** Null where the group had committed nothing. */
  from: number | null;
  to: number;
}

/**
 * Moves what a group has committed for a topic; an offset outside of a partition becomes its start or end.
 * @throws StreamkitError NOT_FOUND for the group or the topic, USAGE while the group has members
 */
export async function resetGroup(broker: string, options: ResetOptions): Promise<GroupMove[]> {
  const { group: name, topic, to, execute } = options;
  const work = {
    doing: `to reset the group ${name}`,
    needs: [needs('GROUP', [name], 'READ'), needs('TOPIC', [topic], 'READ')],
  };
  return withCluster(broker, work, async (cluster) => {
    const [group] = await requireGroups(cluster, [name]);
    if (!group) return [];
    await requireTopic(cluster, broker, topic);
    requireEmpty([group], 'reset');
    const committed = (await offsetsOf(cluster, group)).filter((one) => one.topic === topic);
    const ranges = await resolveOffsets(cluster, partitionsOf(cluster, [topic]), { from: to });
    const moves = ranges.map(({ partition, start, end }) => ({
      partition,
      from: committed.find((one) => one.partition === partition)?.offset ?? null,
      to: Math.min(start, end),
    }));
    if (execute) {
      await commitFor(
        cluster,
        group,
        moves.map((move) => ({ topic, partition: move.partition, offset: move.to })),
      );
    }
    return moves;
  });
}

async function commitFor(cluster: Cluster, group: LoadedGroup, offsets: PartitionOffset[]): Promise<void> {
  try {
    if (group.type === 'share') {
      const coordinator = await coordinatorOf(cluster, group.group);
      await alterShareOffsets(coordinator, group.group, offsets);
    } else await commitOffsets(cluster, group.group, offsets);
  } catch (error) {
    // Somebody joined meanwhile.
    const type = protocolError(error);
    if (type === 'UNKNOWN_MEMBER_ID' || type === 'NON_EMPTY_GROUP') throw activeGroup(group, 'reset');
    throw error;
  }
}

/**
 * Deletes what a group has committed for a topic.
 * @returns the partitions that had a commit
 * @throws StreamkitError NOT_FOUND for an unknown group, USAGE while a member reads the topic
 */
export async function deleteGroupOffsets(broker: string, name: string, topic: string): Promise<number[]> {
  const work = {
    doing: `to delete offsets of the group ${name}`,
    needs: [needs('GROUP', [name], 'DELETE'), needs('TOPIC', [topic], 'READ')],
  };
  return withCluster(broker, work, async (cluster) => {
    const [group] = await requireGroups(cluster, [name]);
    if (!group) return [];
    if (group.type === 'share') throw shareOffsets(name);
    const committed = await offsetsOf(cluster, group);
    const partitions = committed.filter((one) => one.topic === topic).map(({ partition }) => partition);
    if (partitions.length === 0) return [];
    const coordinator = await coordinatorOf(cluster, name);
    const results = await deleteOffsetsOf(coordinator, name, topic, partitions);
    for (const { errorCode } of results) {
      if (errorCode === subscribedToTopic) throw activeGroup(group, `deleted from ${topic}`);
      await failIf(errorCode);
    }
    return partitions.sort((a, b) => a - b);
  });
}

function shareOffsets(group: string): StreamkitError {
  const text = `Group ${group} is a share group: its offsets can be reset, but not deleted for one topic.`;
  return new StreamkitError('USAGE', text, {
    service: 'kafka',
    suggestions: [suggest('Reset them', 'group', 'reset', group, '--topic', 'TOPIC', '--to', 'start')],
  });
}

/** GROUP_SUBSCRIBED_TO_TOPIC, which kafkajs does not know. */
const subscribedToTopic = 86;
