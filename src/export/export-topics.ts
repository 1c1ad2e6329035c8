import { StreamkitError } from '../shared/errors.js';
import { endpointOf } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import { clusterName } from './gather/stack.js';
import { actualTopics } from './gather/topics.js';
import { labelName } from './names.js';
import { topicObjects } from './kafka.js';
import { yamlOf } from './object.js';
import { terraformTopics } from './terraform.js';

export const topicFormats = ['strimzi', 'terraform'] as const;
export type TopicFormat = (typeof topicFormats)[number];

/**
 * The topics of a stack or a remote cluster, without internal ones, in the format of another tool.
 * @param cluster name of the Kafka object that the topics of Strimzi belong to (default: by the stack or context)
 * @throws StreamkitError USAGE for a name that Kubernetes does not allow
 */
export async function exportTopics(session: Session, format: TopicFormat, cluster?: string): Promise<string> {
  if (cluster !== undefined && labelName(cluster) !== cluster) {
    throw new StreamkitError('USAGE', `--cluster ${cluster} is not a valid name in Kubernetes.`, {
      suggestions: [
        'Use 1 to 63 characters of a-z, 0-9 and "-", starting and ending with a letter or digit.',
      ],
    });
  }
  const topics = await actualTopics(endpointOf(session, 'kafka'));
  if (format === 'terraform') return terraformTopics(topics);
  return yamlOf(topicObjects(cluster ?? clusterName(session.context?.name ?? session.name), topics));
}
