import { setTimeout as delay } from 'node:timers/promises';
import type { Admin } from 'kafkajs';

/** The replicas that a partition shall have; the first one is the preferred leader. */
export interface Reassignment {
  topic: string;
  partition: number;
  replicas: number[];
}

const pollMs = 200;

/** Gives partitions other replicas, and returns when all of them have caught up. @throws the signal's reason when aborted */
export async function reassign(admin: Admin, moves: Reassignment[], signal: AbortSignal): Promise<void> {
  const topics = byTopic(moves);
  await admin.alterPartitionReassignments({
    topics: [...topics].map(([topic, partitions]) => ({
      topic,
      partitionAssignment: partitions.map(({ partition, replicas }) => ({ partition, replicas })),
    })),
  });
  const asked = [...topics].map(([topic, partitions]) => ({
    topic,
    partitions: partitions.map(({ partition }) => partition),
  }));
  for (;;) {
    const { topics: moving } = await admin.listPartitionReassignments({ topics: asked });
    if (moving.every(({ partitions }) => partitions.length === 0)) return;
    await delay(pollMs, undefined, { signal });
  }
}

function byTopic(moves: Reassignment[]): Map<string, Reassignment[]> {
  const topics = new Map<string, Reassignment[]>();
  for (const move of moves) topics.set(move.topic, [...(topics.get(move.topic) ?? []), move]);
  return topics;
}
