import type { GroupDescription, GroupPartition } from '../../kafka/groups/describe-group.js';
import type { GroupSummary } from '../../kafka/groups/groups.js';
import type { GroupMove } from '../../kafka/groups/reset-group.js';
import { table } from '../table.js';
import { count } from './topics.js';

export function groupTable(groups: GroupSummary[]): string {
  return table(
    ['group', 'type', 'protocol', 'state', 'members'],
    groups.map(({ name, type, protocol, state, members }) => [
      name,
      type,
      protocol === '' ? '-' : protocol,
      state,
      String(members),
    ]),
  );
}

/** One group: its members and what they read, and how far the group got in each partition. */
export function groupSheet(group: GroupDescription): string {
  const { name, type, state, memberList, partitions, lag } = group;
  const members = memberList.map(({ id, client, host, partitions: assigned, lag: own }) => [
    id,
    client,
    host,
    String(assigned.length),
    String(own),
  ]);
  return [
    `${name}: ${type} group, ${state}, ${count(memberList.length, 'member')}, lag ${lag}`,
    ...(members.length === 0 ? [] : [table(['member', 'client', 'host', 'partitions', 'lag'], members)]),
    ...(partitions.length === 0
      ? ['The group has no committed offsets.']
      : [
          table(
            ['topic', 'partition', 'committed', 'end', 'lag', ...(members.length === 0 ? [] : ['member'])],
            partitions.map((one) => partitionRow(one, members.length > 0)),
          ),
        ]),
  ].join('\n');
}

function partitionRow(
  { topic, partition, committed, end, lag, member }: GroupPartition,
  withMember: boolean,
): string[] {
  const cells = [topic, String(partition), orDash(committed), orDash(end), orDash(lag)];
  return withMember ? [...cells, member ?? '-'] : cells;
}

export function moveTable(moves: GroupMove[]): string {
  return table(
    ['partition', 'committed', 'new offset'],
    moves.map(({ partition, from, to }) => [String(partition), orDash(from), String(to)]),
  );
}

function orDash(value: number | null): string {
  return value === null ? '-' : String(value);
}
