import type { Admin } from 'kafkajs';
import { didYouMean } from '../../shared/closest.js';
import { StreamkitError } from '../../shared/errors.js';
import { withAdmin } from '../wire/admin.js';
import { committedOffsets } from './group-start.js';

export interface GroupSummary {
  name: string;
  /** Kafka's word: Stable, Empty, PreparingRebalance, … */
  state: string;
  members: number;
}

export interface GroupPartition {
  topic: string;
  partition: number;
  committed: number;
  end: number;
  /** Offsets between the two; records may be fewer. */
  lag: number;
}

export interface GroupDescription extends GroupSummary {
  memberList: { id: string; client: string; host: string }[];
  /** Those that the group has committed an offset for. */
  partitions: GroupPartition[];
  lag: number;
}

/** All consumer groups, by name. */
export async function listGroups(broker: string): Promise<GroupSummary[]> {
  return withAdmin(broker, 'to list the groups', async (admin) => {
    const names = await groupNames(admin);
    if (names.length === 0) return [];
    const { groups } = await admin.describeGroups(names);
    return groups.map(({ groupId, state, members }) => ({ name: groupId, state, members: members.length }));
  });
}

/** @throws StreamkitError NOT_FOUND for an unknown group */
export async function describeGroup(broker: string, name: string): Promise<GroupDescription> {
  return withAdmin(broker, `to describe the group ${name}`, async (admin) => {
    await requireGroups(admin, [name]);
    const { groups } = await admin.describeGroups([name]);
    const members = groups[0]?.members ?? [];
    const answers = await admin.fetchOffsets({ groupId: name });
    const topics = answers.map(({ topic }) => topic).sort();
    const partitions = (await Promise.all(topics.map((topic) => partitionsOf(admin, name, topic)))).flat();
    return {
      name,
      state: groups[0]?.state ?? 'Dead',
      members: members.length,
      memberList: members.map(({ memberId, clientId, clientHost }) => ({
        id: memberId,
        client: clientId,
        host: clientHost,
      })),
      partitions,
      lag: partitions.reduce((sum, { lag }) => sum + lag, 0),
    };
  });
}

/** Deletes groups and what they have committed, all or none. @throws StreamkitError NOT_FOUND, USAGE for one with members */
export async function deleteGroups(broker: string, names: string[]): Promise<string[]> {
  return withAdmin(broker, `to delete ${names.join(', ')}`, async (admin) => {
    await requireGroups(admin, names);
    await requireNoMembers(admin, names, 'deleted');
    await admin.deleteGroups(names);
    return names;
  });
}

/** @throws StreamkitError NOT_FOUND for the first that is no group */
export async function requireGroups(admin: Admin, names: string[]): Promise<void> {
  const existing = await groupNames(admin);
  const missing = names.find((name) => !existing.includes(name));
  if (missing === undefined) return;
  throw new StreamkitError('NOT_FOUND', `There is no group named ${missing}.`, {
    service: 'kafka',
    suggestions: [...didYouMean(missing, existing), 'streamkit group list'],
  });
}

/** @throws StreamkitError USAGE for the first that somebody reads with */
export async function requireNoMembers(admin: Admin, names: string[], done: string): Promise<void> {
  const { groups } = await admin.describeGroups(names);
  const busy = groups.find(({ members }) => members.length > 0);
  if (!busy) return;
  const count = busy.members.length;
  const has = count === 1 ? '1 member' : `${count} members`;
  throw new StreamkitError(
    'USAGE',
    `The group ${busy.groupId} has ${has} and cannot be ${done} while it has.`,
    {
      service: 'kafka',
      suggestions: [`Stop its consumers; streamkit group describe ${busy.groupId} shows them.`],
    },
  );
}

async function groupNames(admin: Admin): Promise<string[]> {
  const { groups } = await admin.listGroups();
  return groups
    .filter(({ protocolType }) => protocolType === 'consumer' || protocolType === '')
    .map(({ groupId }) => groupId)
    .sort();
}

async function partitionsOf(admin: Admin, group: string, topic: string): Promise<GroupPartition[]> {
  const committed = await committedOffsets(admin, group, topic);
  if (committed.size === 0) return [];
  const offsets = await admin.fetchTopicOffsets(topic);
  return offsets
    .flatMap(({ partition, high }) => {
      const offset = committed.get(partition);
      const end = Number(high);
      return offset === undefined ? [] : [{ topic, partition, committed: offset, end, lag: end - offset }];
    })
    .sort((a, b) => a.partition - b.partition);
}
