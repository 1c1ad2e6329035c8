import type { Cluster } from 'kafkajs';
import { kafkaClient } from './client.js';

/**
 * A connection to the brokers that lead the topics' partitions, for requests of our own. A consumer's partition assigner is
 * the one place where kafkajs hands its cluster out; the consumer itself never joins a group.
 * To be closed with `disconnect()`.
 */
export async function openCluster(broker: string, topics: string[]): Promise<Cluster> {
  const kafka = await kafkaClient(broker);
  let found: Cluster | undefined;
  kafka.consumer({
    groupId: 'streamkit-unused',
    allowAutoTopicCreation: false,
    partitionAssigners: [
      ({ cluster }) => {
        found = cluster;
        return {
          name: 'none',
          version: 0,
          assign: () => Promise.resolve([]),
          protocol: () => ({ name: 'none', metadata: Buffer.alloc(0) }),
        };
      },
    ],
  });
  if (!found) throw new Error('kafkajs did not hand out its cluster');
  await found.connect();
  await found.addMultipleTargetTopics(topics);
  return found;
}
