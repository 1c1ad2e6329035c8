import { StreamkitError } from '../../shared/errors.js';

export interface PartitionReplicas {
  partition: number;
  /** Broker ids; the first is the preferred leader. */
  replicas: number[];
}

/**
 * The replicas that each partition gets, so that as few move as possible, brokers hold equal numbers of replicas and lead
 * equal numbers of partitions. Only partitions that change are returned. Pure.
 * @param brokers ids that may hold replicas
 * @throws StreamkitError USAGE for more replicas than brokers
 */
export function planReassignment(
  topic: string,
  present: PartitionReplicas[],
  brokers: number[],
  factor: number,
): PartitionReplicas[] {
  if (factor > brokers.length) {
    const has = brokers.length === 1 ? 'one broker' : `${brokers.length} brokers`;
    throw new StreamkitError('USAGE', `Topic ${topic} cannot have ${factor} replicas on ${has}.`, {
      service: 'kafka',
      suggestions: [`Use a replication factor of at most ${brokers.length}.`],
    });
  }
  const held = new Map(brokers.map((id) => [id, 0]));
  const count = (ids: number[], by: number) => {
    for (const id of ids) held.set(id, (held.get(id) ?? 0) + by);
  };
  const kept = present.map(({ partition, replicas }) => ({
    partition,
    replicas: replicas.filter((id) => brokers.includes(id)).slice(0, factor),
  }));
  for (const { replicas } of kept) count(replicas, 1);
  const share = Math.ceil((present.length * factor) / brokers.length);
  const planned = kept.map(({ partition, replicas }) => {
    const ids = replicas.filter((id, index) => {
      // Beyond its share a broker gives followers away; a leader stays where it is.
      const stays = index === 0 || (held.get(id) ?? 0) <= share;
      if (!stays) count([id], -1);
      return stays;
    });
    while (ids.length < factor) {
      const free = brokers.filter((id) => !ids.includes(id));
      const next = free.reduce((least, id) => ((held.get(id) ?? 0) < (held.get(least) ?? 0) ? id : least));
      ids.push(next);
      count([next], 1);
    }
    return { partition, replicas: ids };
  });
  return spreadLeaders(planned, brokers).filter(({ partition, replicas }) => {
    const before = present.find((one) => one.partition === partition)?.replicas ?? [];
    return replicas.join() !== before.join();
  });
}

/** Puts another replica first where a broker would lead more partitions than its share. */
function spreadLeaders(planned: PartitionReplicas[], brokers: number[]): PartitionReplicas[] {
  const share = Math.ceil(planned.length / brokers.length);
  const leads = new Map<number, number>();
  return planned.map(({ partition, replicas }) => {
    const leader = replicas.find((id) => (leads.get(id) ?? 0) < share) ?? replicas[0] ?? -1;
    leads.set(leader, (leads.get(leader) ?? 0) + 1);
    return { partition, replicas: [leader, ...replicas.filter((id) => id !== leader)] };
  });
}
