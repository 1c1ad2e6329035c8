import type { Cluster } from 'kafkajs';
import { withRetries } from '../wire/cluster.js';
import { coordinatorOf } from '../wire/group-broker.js';
import { grouped, keyOf, type PartitionOffset, type TopicPartition } from '../wire/list-offsets.js';

/** Who commits: a member of the group, or (when absent) somebody outside it, which needs a group without members. */
export interface CommittingMember {
  memberId: string;
  generationId: number;
}

const outsider: CommittingMember = { memberId: '', generationId: -1 };

/**
 * Commits offsets with one request.
 * @throws kafkajs's protocol errors, such as ILLEGAL_GENERATION for a member whose group has moved on
 */
export async function commitOffsets(
  cluster: Cluster,
  group: string,
  offsets: PartitionOffset[],
  { memberId, generationId }: CommittingMember = outsider,
): Promise<void> {
  const byPartition = new Map(offsets.map((one) => [keyOf(one), one.offset]));
  const topics = [...grouped(offsets)].map(([topic, partitions]) => ({
    topic,
    partitions: partitions.map((partition) => ({
      partition,
      offset: String(byPartition.get(keyOf({ topic, partition })) ?? 0),
    })),
  }));
  await withRetries(cluster, async () => {
    const coordinator = await coordinatorOf(cluster, group);
    await coordinator.offsetCommit({ groupId: group, groupGenerationId: generationId, memberId, topics });
  });
}

/** What a group has committed for some partitions, or (without any) for all; those without a commit are left out. */
export async function committedOffsets(
  cluster: Cluster,
  group: string,
  partitions: TopicPartition[],
): Promise<PartitionOffset[]> {
  const topics = [...grouped(partitions)].map(([topic, ids]) => ({
    topic,
    // kafkajs's type has an offset here, which the request does not.
    partitions: ids.map((partition) => ({ partition, offset: '' })),
  }));
  const { responses } = await withRetries(cluster, async () => {
    const coordinator = await coordinatorOf(cluster, group);
    return coordinator.offsetFetch({ groupId: group, topics });
  });
  return responses
    .flatMap(({ topic, partitions: found }) =>
      found.map(({ partition, offset }) => ({ topic, partition, offset: Number(offset) })),
    )
    .filter(({ offset }) => offset >= 0);
}
