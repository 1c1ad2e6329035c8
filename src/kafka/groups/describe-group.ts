import type { Cluster } from 'kafkajs';
import { withCluster, withRetries } from '../wire/cluster.js';
import { coordinatorOf } from '../wire/group-broker.js';
import { shareOffsetsOf } from '../wire/group-requests.js';
import {
  keyOf,
  latest,
  reachableOffsets,
  type PartitionOffset,
  type TopicPartition,
} from '../wire/list-offsets.js';
import { committedOffsets } from './committed-offsets.js';
import { summaryOf, type GroupSummary } from './groups.js';
import type { LoadedGroup } from './load-groups.js';
import { requireGroups } from './require-groups.js';
import { needs } from '../wire/permissions.js';

export interface GroupPartition extends TopicPartition {
  /** Null where the group has committed nothing. In a share group, where it begins to read. */
  committed: number | null;
  /** The offset of the record to come; null while no leader responds. */
  end: number | null;
  /** Offsets between the two; records may be fewer. Null where nothing is committed, or the end is unknown. */
  lag: number | null;
  /** The id of the member that it is assigned to; null for none. */
  member: string | null;
}

export interface GroupMemberDescription {
  id: string;
  client: string;
  host: string;
  partitions: TopicPartition[];
  /** Of all its partitions; those without a commit count nothing. */
  lag: number;
}

export interface GroupDescription extends GroupSummary {
  memberList: GroupMemberDescription[];
  /** Those that have a commit or are assigned to a member. */
  partitions: GroupPartition[];
  lag: number;
}

/** @throws StreamkitError NOT_FOUND for an unknown group */
export async function describeGroup(broker: string, name: string): Promise<GroupDescription> {
  const work = { doing: `to describe the group ${name}`, needs: [needs('GROUP', [name], 'DESCRIBE')] };
  return withCluster(broker, work, async (cluster) => {
    const [group] = await requireGroups(cluster, [name]);
    const partitions = group ? await partitionsOfGroup(cluster, group) : [];
    const memberList = (group?.members ?? []).map(({ id, client, host, partitions: assigned }) => ({
      id,
      client,
      host,
      partitions: assigned,
      lag: lagOf(partitions.filter(({ member }) => member === id)),
    }));
    const summary = group ? summaryOf(group) : { name, type: '', protocol: '', state: '', members: 0 };
    return { ...summary, memberList, partitions, lag: lagOf(partitions) };
  });
}

async function partitionsOfGroup(cluster: Cluster, group: LoadedGroup): Promise<GroupPartition[]> {
  const committed = byKey(await offsetsOf(cluster, group));
  const owners = new Map(
    group.members.flatMap(({ id, partitions }) => partitions.map((one) => [keyOf(one), { id, ...one }])),
  );
  const all: TopicPartition[] = [...new Map<string, TopicPartition>([...owners, ...committed]).values()];
  // A topic that was deleted has no end; commits for it remain for a while.
  const existing = all.filter(({ topic, partition }) =>
    cluster.findTopicPartitionMetadata(topic).some(({ partitionId }) => partitionId === partition),
  );
  const ends = byKey(await reachableOffsets(cluster, existing, latest));
  return existing
    .map(({ topic, partition }) => {
      const key = keyOf({ topic, partition });
      const offset = committed.get(key)?.offset ?? null;
      const end = ends.get(key)?.offset ?? null;
      // A commit beyond the end is left from a topic that was created again.
      const lag = offset === null || end === null ? null : Math.max(0, end - offset);
      return { topic, partition, committed: offset, end, lag, member: owners.get(key)?.id ?? null };
    })
    .sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
}

/** What a group has committed, or where a share group begins. */
export async function offsetsOf(cluster: Cluster, { group, type }: LoadedGroup): Promise<PartitionOffset[]> {
  if (type !== 'share') return committedOffsets(cluster, group, []);
  const found = await withRetries(cluster, async () => {
    const coordinator = await coordinatorOf(cluster, group);
    return shareOffsetsOf(coordinator, group);
  });
  return found.filter(({ offset }) => offset >= 0);
}

function byKey(offsets: PartitionOffset[]): Map<string, PartitionOffset> {
  return new Map(offsets.map((one) => [keyOf(one), one]));
}

function lagOf(partitions: GroupPartition[]): number {
  return partitions.reduce((sum, { lag }) => sum + (lag ?? 0), 0);
}
