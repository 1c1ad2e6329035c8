import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from 'kafkajs';
import { StreamkitError } from '../../shared/errors.js';
import { isConnectionError } from '../wire/failure.js';
import { fetchFrom, type FetchedPartition } from '../wire/fetch.js';
import type { PartitionRange } from './resolve-offsets.js';
import { deletedTopic } from '../topics/unknown-topic.js';

/** A partition that is being read, and the offset to read next. */
export type OpenRange = PartitionRange & { next: number };

/** Small enough that the records of an answer are gone before the garbage collector moves them to its old space. */
const partitionBytes = 256 * 1024;
const answerBytes = 2 * 1024 * 1024;
const maxWaitMs = 500;
const pauseMs = 200;

/**
 * Asks each leader once for what comes next in its partitions; what is new arrives at once, an empty answer after half a
 * second. A broker that went away is looked for again.
 * @throws what kafkajs throws when no broker is found
 */
export async function fetchRound(
  cluster: Cluster,
  open: OpenRange[],
  readCommitted: boolean,
): Promise<FetchedPartition[]> {
  try {
    const answers = await Promise.all(
      [...byLeader(cluster, open)].map(async ([nodeId, ranges]) => {
        const topics = ranges.map(({ topic, partition, next }) => ({
          topic,
          partitions: [{ partition, fetchOffset: String(next), maxBytes: partitionBytes }],
        }));
        const broker = await cluster.findBroker({ nodeId });
        return fetchFrom(broker, { topics, readCommitted, maxWaitMs, maxBytes: answerBytes });
      }),
    );
    return answers.flat();
  } catch (error) {
    if (!isConnectionError(error)) throw error;
    await cluster.refreshMetadata();
    return [];
  }
}

function byLeader(cluster: Cluster, open: OpenRange[]): Map<string, OpenRange[]> {
  const leaders = new Map<string, OpenRange[]>();
  for (const range of open) {
    const leader = Object.keys(cluster.findLeaderForPartitions(range.topic, [range.partition]))[0] ?? '-1';
    leaders.set(leader, [...(leaders.get(leader) ?? []), range]);
  }
  return leaders;
}

const offsetOutOfRange = 1;
const unknownTopic = new Set([3, 100]);
const leaderMoved = new Set([5, 6, 9, 74, 76]);

/**
 * Sees to a partition that a broker answered with an error code; the next round may go well then.
 * @throws StreamkitError NOT_FOUND when the topic was deleted
 */
export async function mendPartition(cluster: Cluster, range: OpenRange, errorCode: number): Promise<void> {
  const { topic, partition } = range;
  if (unknownTopic.has(errorCode)) throw deletedTopic(topic);
  if (errorCode === offsetOutOfRange) {
    // Retention has removed the offset, or it is one that is still to come.
    const [found] = await cluster.fetchTopicsOffset([
      { topic, partitions: [{ partition }], fromBeginning: true },
    ]);
    range.next = Math.max(range.next, Number(found?.partitions[0]?.offset ?? 0));
    await sleep(pauseMs);
    return;
  }
  if (leaderMoved.has(errorCode)) {
    await sleep(pauseMs);
    await cluster.refreshMetadata();
    return;
  }
  throw new StreamkitError(
    'SERVICE_UNREACHABLE',
    `Kafka cannot read partition ${partition} of ${topic} (error code ${errorCode}).`,
    { service: 'kafka', suggestions: ['streamkit logs kafka --tail 20'] },
  );
}
