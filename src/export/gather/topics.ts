import { describeTopics } from '../../kafka/topics/describe-topics.js';
import { listTopics } from '../../kafka/topics/topics.js';
import type { DesiredTopic } from '../../project/types.js';
import { endpointOf } from '../../stack/endpoint.js';
import type { Session } from '../../stack/session.js';
import type { ExportedTopic } from '../exported-stack.js';

/** The topics of a stack, and those that only its streamkit.yml has. */
export async function gatherTopics(session: Session, desired: DesiredTopic[]): Promise<ExportedTopic[]> {
  const actual = session.record?.ports['kafka'] ? await actualTopics(endpointOf(session, 'kafka')) : [];
  const planned = desired
    .filter(({ name }) => !actual.some((topic) => topic.name === name))
    .map(({ name, partitions = 1, replication = 1, configs }) => ({
      name,
      partitions,
      replication,
      configs,
    }));
  return [...actual, ...planned];
}

/** All topics but internal ones, as they are. */
export async function actualTopics(broker: string): Promise<ExportedTopic[]> {
  const names = (await listTopics(broker)).filter(({ internal }) => !internal).map(({ name }) => name);
  if (names.length === 0) return [];
  return (await describeTopics(broker, names)).map(({ name, partitions, replicationFactor, configs }) => ({
    name,
    partitions,
    replication: replicationFactor,
    configs,
  }));
}
