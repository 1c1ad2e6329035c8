import { createTopic } from '../kafka/topics/create-topic.js';
import { describeTopics } from '../kafka/topics/describe-topics.js';
import { replication } from '../services/settings/kafka-settings.js';
import type { Address, ServiceDefinition } from '../services/types.js';
import { endpointOf, endpointsOf, runningStack } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import type { Acks } from './load.js';
import type { DrillOptions } from './types.js';

export interface DrillTopic {
  name: string;
  partitions: number;
  acks: Acks;
}

/** New topics, one for each level of acks, or the user's own. */
export async function topicsOf(
  session: Session,
  id: string,
  { acks, topic }: DrillOptions,
): Promise<DrillTopic[]> {
  const brokers = endpointOf(session, 'kafka');
  if (topic !== undefined) {
    const [found] = await describeTopics(brokers, [topic]);
    return [{ name: topic, partitions: found?.partitions ?? 1, acks: acks[0] ?? 'all' }];
  }
  const count = endpointsOf(session, 'kafka').length;
  const topics = acks.map((level) => ({ name: `drill-${id}-${level}`, partitions: count, acks: level }));
  const { factor, minInSync } = replication(count);
  for (const { name, partitions } of topics)
    await createTopic(brokers, {
      name,
      partitions,
      replicationFactor: factor,
      configs: { 'min.insync.replicas': String(minInSync) },
    });
  return topics;
}

/** Brokers that the fault is not done to. */
export function witnessesOf(session: Session, victims: ServiceDefinition[]): Address[] {
  const stack = runningStack(session, 'kafka');
  const names = endpointNames(session).filter((name) => !victims.some((one) => one.name === name));
  return names.map((name) => ({ host: '127.0.0.1', port: stack.portsOf(name)('client') }));
}

export function endpointNames(session: Session): string[] {
  return runningStack(session, 'kafka').instancesOf('kafka');
}
