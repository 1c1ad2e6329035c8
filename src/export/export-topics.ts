import { endpointOf } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import { clusterName } from './gather/stack.js';
import { actualTopics } from './gather/topics.js';
import { topicObjects } from './kafka.js';
import { yamlOf } from './object.js';
import { terraformTopics } from './terraform.js';

export const topicFormats = ['strimzi', 'terraform'] as const;
export type TopicFormat = (typeof topicFormats)[number];

/**
 * The topics of a stack or a remote cluster, without internal ones, in the format of another tool.
 * @param cluster name of the Kafka object that the topics of Strimzi belong to (default: by the stack or context)
 */
export async function exportTopics(session: Session, format: TopicFormat, cluster?: string): Promise<string> {
  const topics = await actualTopics(endpointOf(session, 'kafka'));
  if (format === 'terraform') return terraformTopics(topics);
  return yamlOf(topicObjects(cluster ?? clusterName(session.context?.name ?? session.name), topics));
}
