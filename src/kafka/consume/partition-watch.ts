import type { Cluster } from 'kafkajs';
import { keyOf, partitionsOf, type TopicPartition } from '../wire/list-offsets.js';

/** How often the metadata is asked for. */
const intervalMs = 2000;

/** Notices partitions that are added to topics while these are being followed. */
export class PartitionWatch {
  private readonly known: Set<string>;
  private dueAt = performance.now() + intervalMs;

  constructor(
    private readonly cluster: Cluster,
    private readonly topics: string[],
  ) {
    this.known = new Set(partitionsOf(cluster, topics).map(keyOf));
  }

  /** Partitions that were added since the last call; asks the broker every two seconds at most. */
  async added(): Promise<TopicPartition[]> {
    if (performance.now() < this.dueAt) return [];
    this.dueAt = performance.now() + intervalMs;
    // Whatever fails here fails again where records are requested, which handles it.
    await this.cluster.refreshMetadata().catch(() => undefined);
    const added = partitionsOf(this.cluster, this.topics).filter((one) => !this.known.has(keyOf(one)));
    for (const one of added) this.known.add(keyOf(one));
    return added;
  }
}
