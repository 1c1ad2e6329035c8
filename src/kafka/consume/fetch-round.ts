import { settleAll } from '../../shared/settle-all.js';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from 'kafkajs';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { deletedTopic } from '../topics/unknown-topic.js';
import { isTemporary } from '../wire/cluster.js';
import { fetchFrom, type FetchedPartition } from '../wire/fetch.js';
import { byLeader, earliest, keyOf, listOffsets, noLeader } from '../wire/list-offsets.js';
import type { OpenRange } from './assignment.js';

/** A partition that was asked for, and what its leader answered. */
export interface FetchedRange {
  range: OpenRange;
  response: FetchedPartition;
}

/** Small enough that the records of a response are gone before the garbage collector moves them to its old space. */
const partitionBytes = 256 * 1024;
const responseBytes = 2 * 1024 * 1024;
const maxWaitMs = 500;
const pauseMs = 200;

/**
 * Asks each leader once for what comes next in its partitions: new records arrive at once, an empty response after half a
 * second. A broker that went away is looked up again.
 * @throws what kafkajs throws when no broker is found
 */
export async function fetchRound(
  cluster: Cluster,
  open: OpenRange[],
  readCommitted: boolean,
): Promise<FetchedRange[]> {
  const leaders = byLeader(cluster, open);
  try {
    const answers = await settleAll(
      [...leaders]
        .filter(([nodeId]) => nodeId !== noLeader)
        .map(([nodeId, ranges]) => fetchLed(cluster, nodeId, ranges, readCommitted)),
    );
    if (!leaders.has(noLeader)) return answers.flat();
    await cluster.refreshMetadata();
    if (leaders.size === 1) await sleep(pauseMs);
    return answers.flat();
  } catch (error) {
    if (!isTemporary(error)) throw error;
    await sleep(pauseMs);
    await cluster.refreshMetadata();
    return [];
  }
}

async function fetchLed(
  cluster: Cluster,
  nodeId: string,
  ranges: OpenRange[],
  readCommitted: boolean,
): Promise<FetchedRange[]> {
  const asked = new Map(ranges.map((range) => [keyOf(range), range]));
  const topics = ranges.map(({ topic, partition, next }) => ({
    topic,
    partitions: [{ partition, fetchOffset: String(next), maxBytes: partitionBytes }],
  }));
  const broker = await cluster.findBroker({ nodeId });
  const responses = await fetchFrom(broker, { topics, readCommitted, maxWaitMs, maxBytes: responseBytes });
  return responses.flatMap((response) => {
    const range = asked.get(keyOf(response));
    return range ? [{ range, response }] : [];
  });
}

const offsetOutOfRange = 1;
const unknownTopic = new Set([3, 100]);
const leaderMoved = new Set([5, 6, 9, 74, 76]);

/**
 * Handles an error code for a partition, so that the next round may succeed.
 * @throws StreamkitError NOT_FOUND when the topic was deleted
 */
export async function recoverPartition(cluster: Cluster, range: OpenRange, errorCode: number): Promise<void> {
  const { topic, partition } = range;
  if (unknownTopic.has(errorCode)) throw deletedTopic(topic);
  if (errorCode === offsetOutOfRange) {
    // Retention has removed the offset, or it does not exist yet.
    const [found] = await listOffsets(cluster, [range], earliest);
    range.next = Math.max(range.next, found?.offset ?? 0);
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
    { service: 'kafka', suggestions: [suggest('See its log', 'logs', 'kafka', '--tail', '20')] },
  );
}
