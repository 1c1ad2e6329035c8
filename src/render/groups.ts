import type { GroupDescription, GroupSummary } from '../kafka/groups/groups.js';
import type { GroupMove } from '../kafka/groups/reset-group.js';
import { table } from './table.js';
import { count } from './topics.js';

export function groupTable(groups: GroupSummary[]): string {
  return table(
    ['group', 'state', 'members'],
    groups.map(({ name, state, members }) => [name, state, String(members)]),
  );
}

/** One group: who is in it, and how far it has come in each partition. */
export function groupSheet(group: GroupDescription): string {
  const partitions = group.partitions.map(({ topic, partition, committed, end, lag }) => [
    topic,
    ...[partition, committed, end, lag].map(String),
  ]);
  const members = group.memberList.map(({ id, client, host }) => [id, client, host]);
  return [
    `${group.name}: ${group.state}, ${count(group.members, 'member')}, lag ${group.lag}`,
    ...(members.length === 0 ? [] : [table(['member', 'client', 'host'], members)]),
    ...(partitions.length === 0
      ? ['It has committed nothing.']
      : [table(['topic', 'partition', 'committed', 'end', 'lag'], partitions)]),
  ].join('\n');
}

export function moveTable(moves: GroupMove[]): string {
  return table(
    ['partition', 'committed', 'becomes'],
    moves.map(({ partition, from, to }) => [
      String(partition),
      from === null ? '-' : String(from),
      String(to),
    ]),
  );
}
