import { settleAll } from '../../shared/settle-all.js';
import type { AssignerProtocol, Broker, Cluster } from 'kafkajs';
import { withRetries } from '../wire/cluster.js';
import { coordinatorOf, type ClassicGroup, type GroupBroker } from '../wire/group-broker.js';
import {
  consumerGroupsOf,
  listGroupsOf,
  shareGroupsOf,
  streamsGroupsOf,
  type ListedGroup,
} from '../wire/group-requests.js';
import type { TopicPartition } from '../wire/list-offsets.js';

export interface GroupMemberInfo {
  id: string;
  client: string;
  host: string;
  partitions: TopicPartition[];
}

/** A group of any type and its members. */
export interface LoadedGroup extends ListedGroup {
  members: GroupMemberInfo[];
}

type Members = Map<string, GroupMemberInfo[]>;

/** All groups, by name; with one request per broker, and one per type of group. */
export async function loadGroups(cluster: Cluster): Promise<LoadedGroup[]> {
  // As a whole: the groups of a broker that is gone move to others.
  const loaded = await withRetries(cluster, async () =>
    settleAll(
      cluster.getNodeIds().map(async (nodeId) => {
        const broker = await cluster.findBroker({ nodeId: String(nodeId) });
        return describeAll(broker, await listed(broker));
      }),
    ),
  );
  return loaded.flat().sort((a, b) => (a.group < b.group ? -1 : 1));
}

/** Some groups; those that do not exist are left out. */
export async function findGroups(cluster: Cluster, names: string[]): Promise<LoadedGroup[]> {
  const loaded = await settleAll(
    names.map((name) =>
      withRetries(cluster, async () => {
        const broker = await coordinatorOf(cluster, name);
        const groups = await listed(broker);
        return describeAll(
          broker,
          groups.filter(({ group }) => group === name),
        );
      }),
    ),
  );
  return loaded.flat();
}

async function listed(broker: Broker): Promise<ListedGroup[]> {
  const groups = await listGroupsOf(broker);
  if (groups) return groups;
  const { groups: classic } = await (broker as GroupBroker).listGroups();
  return classic.map(({ groupId, protocolType }) => ({
    group: groupId,
    protocol: protocolType,
    state: '',
    type: 'classic',
  }));
}

/** A broker describes the groups that it lists, since it is their coordinator. */
async function describeAll(broker: Broker, groups: ListedGroup[]): Promise<LoadedGroup[]> {
  const namesOf = (type: string) => groups.filter((one) => one.type === type).map(({ group }) => group);
  const [classic, consumer, share, streams] = await settleAll([
    classicGroups(broker, namesOf('classic')),
    consumerGroupsOf(broker, namesOf('consumer')),
    shareGroupsOf(broker, namesOf('share')),
    streamsGroupsOf(broker, namesOf('streams')),
  ]);
  const states = new Map(classic.map(({ groupId, state }) => [groupId, state]));
  const members: Members = new Map([
    ...(await classicMembers(classic)),
    ...[...consumer, ...share].map(
      ({ group, members: found }) => [group, found.map(assignedMember)] as const,
    ),
    ...streams.map(({ group, members: found }) => [group, found.map(memberInfo)] as const),
  ]);
  return groups.map((one) => ({
    ...one,
    state: one.state === '' ? (states.get(one.group) ?? '') : one.state,
    members: members.get(one.group) ?? [],
  }));
}

interface DescribedMember {
  memberId: string;
  clientId: string;
  clientHost: string;
}

function memberInfo({ memberId, clientId, clientHost }: DescribedMember): GroupMemberInfo {
  return { id: memberId, client: clientId, host: clientHost.replace(/^\//, ''), partitions: [] };
}

function assignedMember(
  member: DescribedMember & { assignment: { topics: { topic: string; partitions: number[] }[] } },
): GroupMemberInfo {
  const partitions = member.assignment.topics.flatMap(({ topic, partitions: ids }) =>
    ids.map((partition) => ({ topic, partition })),
  );
  return { ...memberInfo(member), partitions };
}

async function classicGroups(broker: Broker, groupIds: string[]): Promise<ClassicGroup[]> {
  if (groupIds.length === 0) return [];
  return (await (broker as GroupBroker).describeGroups({ groupIds })).groups;
}

async function classicMembers(groups: ClassicGroup[]): Promise<Members> {
  const { AssignerProtocol: protocol } = (await import('kafkajs')).default;
  return new Map(
    groups.map(({ groupId, protocolType, members }) => [
      groupId,
      members.map((member) => ({
        ...memberInfo(member),
        // Others, such as Connect's workers, have assignments of their own kind.
        partitions: protocolType === 'consumer' ? partitionsIn(member.memberAssignment, protocol) : [],
      })),
    ]),
  );
}

/** The partitions in an assignment of Kafka's classic consumer protocol; none in one that cannot be read. */
export function partitionsIn(assignment: Buffer, protocol: typeof AssignerProtocol): TopicPartition[] {
  if (assignment.length === 0) return [];
  try {
    const decoded = protocol.MemberAssignment.decode(assignment)?.assignment ?? {};
    return Object.entries(decoded).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic, partition })),
    );
  } catch {
    return [];
  }
}
