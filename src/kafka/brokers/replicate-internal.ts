import { isInternalTopic } from '../topics/topic-name.js';
import { withAdmin } from '../wire/admin.js';
import { placedPartitions, type Placed } from './move-off.js';
import { reassign, type Reassignment } from './reassign.js';

/** Gives the internal topics as many replicas as they would have had with this many brokers from the start. */
export async function replicateInternalTopics(
  addresses: string,
  brokers: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  return withAdmin(addresses, 'replicating the internal topics', async (admin) => {
    const placed = (await placedPartitions(admin)).filter(({ topic }) => isInternalTopic(topic));
    const moves = placementOver(placed, brokers, Math.min(3, brokers));
    if (moves.length === 0) return undefined;
    await reassign(admin, moves, signal);
    const topics = new Set(moves.map(({ topic }) => topic)).size;
    return `has ${topics} internal topics replicated to more brokers; topics of users keep their replicas`;
  });
}

/** More replicas for each partition that has fewer than wanted, present ones first. Brokers are 1 to n. Pure. */
export function placementOver(placed: Placed[], brokers: number, factor: number): Reassignment[] {
  return placed
    .filter(({ replicas }) => replicas.length < factor)
    .map(({ topic, partition, replicas }) => {
      const others = Array.from({ length: brokers }, (_, index) => ((partition + index) % brokers) + 1);
      const chosen = [...replicas, ...others.filter((id) => !replicas.includes(id))].slice(0, factor);
      return { topic, partition, replicas: chosen };
    });
}
