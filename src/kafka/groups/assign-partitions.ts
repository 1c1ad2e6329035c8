import type { TopicPartition } from '../wire/list-offsets.js';

/** A member of a group and the topics that it subscribed to. */
export interface Subscriber {
  memberId: string;
  topics: string[];
}

/** Partitions by member id. */
export type PartitionsByMember = Map<string, TopicPartition[]>;

type Assign = (subscribers: Subscriber[], partitions: TopicPartition[]) => PartitionsByMember;

/**
 * The strategies that this client can carry out as the leader of a group, preferred one first. The names are those of Kafka's
 * own clients and of librdkafka, so that their consumers can be in the group; `RoundRobinAssigner` is kafkajs's.
 */
export const strategies: Record<string, Assign> = {
  range: assignRanges,
  roundrobin: assignInTurn,
  RoundRobinAssigner: assignInTurn,
};

/** Gives each subscriber of a topic a run of its partitions, as Kafka's RangeAssignor does. Pure. */
function assignRanges(subscribers: Subscriber[], partitions: TopicPartition[]): PartitionsByMember {
  const assigned = nothingFor(subscribers);
  for (const topic of new Set(partitions.map((one) => one.topic))) {
    const own = partitions.filter((one) => one.topic === topic);
    const members = inOrder(subscribers).filter(({ topics }) => topics.includes(topic));
    const share = Math.floor(own.length / members.length);
    const larger = own.length % members.length;
    let at = 0;
    for (const [index, { memberId }] of members.entries()) {
      const count = share + (index < larger ? 1 : 0);
      assigned.get(memberId)?.push(...own.slice(at, at + count));
      at += count;
    }
  }
  return assigned;
}

/** Gives the partitions of all topics to their subscribers in turn, as Kafka's RoundRobinAssignor does. Pure. */
function assignInTurn(subscribers: Subscriber[], partitions: TopicPartition[]): PartitionsByMember {
  const assigned = nothingFor(subscribers);
  const members = inOrder(subscribers);
  let turn = 0;
  for (const one of partitions) {
    if (!members.some(({ topics }) => topics.includes(one.topic))) continue;
    let member = members[turn++ % members.length];
    while (member && !member.topics.includes(one.topic)) member = members[turn++ % members.length];
    if (member) assigned.get(member.memberId)?.push(one);
  }
  return assigned;
}

function nothingFor(subscribers: Subscriber[]): PartitionsByMember {
  return new Map(subscribers.map(({ memberId }) => [memberId, []]));
}

function inOrder(subscribers: Subscriber[]): Subscriber[] {
  return subscribers.toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1));
}
