import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, ITopicMetadata } from 'kafkajs';
import { StreamkitError } from '../errors.js';
import { protocolError } from './failure.js';

// A controller answers before its brokers have heard of a change.
const pauseMs = 50;
/** A broker that is making thousands of partitions hears of the next change many seconds later. */
const patienceMs = 60_000;
const passing = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE']);

/**
 * The topic, once it has so many partitions and each of them a leader.
 * @throws StreamkitError SERVICE_NOT_READY when that takes more than a minute
 */
export async function untilLed(admin: Admin, name: string, partitions: number): Promise<ITopicMetadata> {
  return untilFound(admin, name, (topics) => {
    const topic = topics.find((one) => one.name === name);
    const led = topic?.partitions.filter(({ leader }) => leader >= 0) ?? [];
    return led.length >= partitions && led.length === topic?.partitions.length ? topic : undefined;
  });
}

/** Resolves once there is no topic of these names any more. @throws as `untilLed` */
export async function untilGone(admin: Admin, names: string[]): Promise<void> {
  await untilFound(admin, names.join(', '), (topics) =>
    topics.some(({ name }) => names.includes(name)) ? undefined : true,
  );
}

async function untilFound<Found>(
  admin: Admin,
  what: string,
  find: (topics: ITopicMetadata[]) => Found | undefined,
): Promise<Found> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const topics = await allTopics(admin);
    const found = topics && find(topics);
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

/** All of them, since asking for one that is not there would have an auto-creating broker make it; none while one changes. */
async function allTopics(admin: Admin): Promise<ITopicMetadata[] | undefined> {
  try {
    return (await admin.fetchTopicMetadata()).topics;
  } catch (error) {
    if (passing.has(protocolError(error) ?? '')) return undefined;
    throw error;
  }
}
