import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, ITopicMetadata } from 'kafkajs';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { isConnectionError, protocolError } from '../wire/failure.js';

// A controller responds before the brokers know of a change.
const pauseMs = 50;
/** A broker that is creating thousands of partitions learns of the next change many seconds later. */
const patienceMs = 60_000;
const passing = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE', 'NOT_LEADER_FOR_PARTITION']);

/**
 * The topic, once it has this many partitions and the leader of each responds as the leader: metadata name a leader before
 * it is ready.
 * @param from the first partition that is new: older ones may be without a leader
 * @throws StreamkitError SERVICE_NOT_READY when that takes more than a minute
 */
export async function untilLed(
  admin: Admin,
  name: string,
  partitions: number,
  from = 0,
): Promise<ITopicMetadata> {
  return untilFound(name, async () => {
    const { topics } = await admin.fetchTopicMetadata({ topics: [name] });
    const [topic] = topics;
    if (!topic || topic.partitions.length < partitions) return undefined;
    const leaderless = topic.partitions.filter(({ leader }) => leader < 0);
    if (leaderless.some(({ partitionId }) => partitionId >= from)) return undefined;
    // Asks the leaders of all partitions, and throws while one is not ready.
    if (leaderless.length === 0) await admin.fetchTopicOffsets(name);
    return topic;
  });
}

/** Resolves once no topic has one of these names. @throws as `untilLed` */
export async function untilGone(admin: Admin, names: string[]): Promise<void> {
  await untilFound(names.join(', '), async () => {
    const { topics } = await admin.fetchTopicMetadata();
    return topics.some(({ name }) => names.includes(name)) ? undefined : true;
  });
}

type Find<Found> = () => Promise<Found | undefined>;

async function untilFound<Found>(what: string, find: Find<Found>): Promise<Found> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const found = await lookOnce(find);
    if (found !== undefined) return found;
    if (performance.now() > giveUpAt) {
      const text = `Kafka accepted the change of ${what}, but did not carry it out within a minute.`;
      throw new StreamkitError('SERVICE_NOT_READY', text, {
        service: 'kafka',
        suggestions: [
          suggest('See whether it has been carried out', 'topic', 'list'),
          suggest('Show the log', 'logs', 'kafka', '--tail', '20'),
        ],
      });
    }
    await sleep(pauseMs);
  }
}

async function lookOnce<Found>(find: Find<Found>): Promise<Found | undefined> {
  try {
    return await find();
  } catch (error) {
    if (passing.has(protocolError(error) ?? '') || isConnectionError(error)) return undefined;
    throw error;
  }
}
