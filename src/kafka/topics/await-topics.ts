import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, ITopicMetadata } from 'kafkajs';
import { StreamkitError } from '../../shared/errors.js';
import { protocolError } from '../wire/failure.js';

// A controller answers before its brokers have heard of a change.
const pauseMs = 50;
/** A broker that is making thousands of partitions hears of the next change many seconds later. */
const patienceMs = 60_000;
const passing = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE', 'NOT_LEADER_FOR_PARTITION']);

/**
 * The topic, once it has so many partitions and the leader of each answers as such: a broker names itself as the leader
 * before it is ready to be it.
 * @throws StreamkitError SERVICE_NOT_READY when that takes more than a minute
 */
export async function untilLed(admin: Admin, name: string, partitions: number): Promise<ITopicMetadata> {
  return untilFound(admin, name, async (topics) => {
    const topic = topics.find((one) => one.name === name);
    if (!topic || topic.partitions.length < partitions) return undefined;
    // Throws while a partition has no leader, or one that is not ready.
    await admin.fetchTopicOffsets(name);
    return topic;
  });
}

/** Resolves once there is no topic of these names any more. @throws as `untilLed` */
export async function untilGone(admin: Admin, names: string[]): Promise<void> {
  await untilFound(admin, names.join(', '), (topics) =>
    topics.some(({ name }) => names.includes(name)) ? undefined : true,
  );
}

type Find<Found> = (topics: ITopicMetadata[]) => Promise<Found | undefined> | Found | undefined;

async function untilFound<Found>(admin: Admin, what: string, find: Find<Found>): Promise<Found> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const found = await lookOnce(admin, find);
    if (found !== undefined) return found;
    if (performance.now() > giveUpAt) {
      const text = `Kafka has taken the change of ${what}, but its broker has not carried it out within a minute.`;
      throw new StreamkitError('SERVICE_NOT_READY', text, {
        service: 'kafka',
        suggestions: ['streamkit topic list shows when it has', 'streamkit logs kafka --tail 20'],
      });
    }
    await sleep(pauseMs);
  }
}

async function lookOnce<Found>(admin: Admin, find: Find<Found>): Promise<Found | undefined> {
  try {
    // All of them: asking for one that is not there would have an auto-creating broker make it.
    const { topics } = await admin.fetchTopicMetadata();
    return await find(topics);
  } catch (error) {
    if (passing.has(protocolError(error) ?? '')) return undefined;
    throw error;
  }
}
