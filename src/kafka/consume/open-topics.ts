import type { Cluster } from 'kafkajs';
import { withAdmin } from '../wire/admin.js';
import { openCluster } from '../wire/cluster.js';
import { protocolError } from '../wire/failure.js';
import { requireTopics, unknown } from '../topics/topics.js';
import { onTopics } from '../wire/permissions.js';

/**
 * Opens a cluster that knows the leaders of some topics. Close it with `closeCluster`.
 * @throws StreamkitError NOT_FOUND for a topic that does not exist
 */
export async function openTopics(broker: string, topics: string[]): Promise<Cluster> {
  try {
    return await openCluster(broker, topics);
  } catch (error) {
    if (!unknown.has(protocolError(error) ?? '')) throw error;
    // The error that names the topic, and those that are spelled alike.
    await withAdmin(broker, onTopics(`to look up ${topics.join(', ')}`, topics, 'READ'), (admin) =>
      requireTopics(admin, topics),
    );
    throw error;
  }
}

/** @throws StreamkitError NOT_FOUND for a topic that the cluster's metadata does not have */
export async function requireTopic(cluster: Cluster, broker: string, topic: string): Promise<void> {
  if (cluster.findTopicPartitionMetadata(topic).length > 0) return;
  await withAdmin(broker, onTopics(`to look up ${topic}`, [topic], 'READ'), (admin) =>
    requireTopics(admin, [topic]),
  );
}
