import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, ITopicMetadata } from 'kafkajs';
import { StreamkitError } from '../errors.js';
import { protocolError } from './failure.js';

const pauseMs = 50;
/** A broker that is making thousands of partitions takes many seconds to hear of the next topic. */
const patienceMs = 60_000;
const passing = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE']);

/**
 * The topic, once each of its partitions has a leader. @throws StreamkitError SERVICE_NOT_READY when that takes more than a
 * minute
 */
export async function untilLed(admin: Admin, name: string): Promise<ITopicMetadata> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const topic = await lookUp(admin, name);
    if (topic?.partitions.every(({ leader }) => leader >= 0) === true) return topic;
    if (performance.now() > giveUpAt) {
      throw new StreamkitError(
        'SERVICE_NOT_READY',
        `Kafka has made the topic ${name}, but it has no leader yet.`,
        {
          service: 'kafka',
          suggestions: [
            `streamkit topic describe ${name} shows when it has`,
            'streamkit logs kafka --tail 20',
          ],
        },
      );
    }
    await sleep(pauseMs);
  }
}

async function lookUp(admin: Admin, name: string): Promise<ITopicMetadata | undefined> {
  try {
    // All of them: asking for one that is not there would have an auto-creating broker make it.
    const { topics } = await admin.fetchTopicMetadata();
    return topics.find((topic) => topic.name === name);
  } catch (error) {
    if (passing.has(protocolError(error) ?? '')) return undefined;
    throw error;
  }
}
