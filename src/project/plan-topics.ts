import type { Actual, ActualTopic, Created, Desired, DesiredTopic, ProjectStep } from './types.js';

export function planTopics({ topics }: Desired, actual: Actual, created: Created): ProjectStep[] {
  const wanted = topics.map((topic): ProjectStep => {
    const there = actual.topics.find(({ name }) => name === topic.name);
    return { kind: 'topic', name: topic.name, ...decide(topic, there, created.topics[topic.name] ?? []) };
  });
  const gone = Object.keys(created.topics)
    .filter((name) => actual.topics.some((one) => one.name === name))
    .filter((name) => !topics.some((one) => one.name === name))
    .map((name): ProjectStep => ({
      kind: 'topic',
      name,
      action: 'delete',
      reason: 'it is no longer in streamkit.yml',
    }));
  return [...wanted, ...gone];
}

function decide(
  topic: DesiredTopic,
  there: ActualTopic | undefined,
  applied: string[],
): Pick<ProjectStep, 'action' | 'reason'> {
  const partitions = topic.partitions ?? there?.partitions ?? 1;
  if (!there)
    return {
      action: 'create',
      reason: `${partitions} ${partitions === 1 ? 'partition' : 'partitions'}${listed(topic.configs)}`,
    };
  if (partitions < there.partitions) {
    const reason = `it has ${there.partitions} partitions, and Kafka cannot remove any: write partitions: ${there.partitions}`;
    return { action: 'refuse', reason };
  }
  const changes = [
    ...(partitions > there.partitions ? [`partitions ${there.partitions} → ${partitions}`] : []),
    ...(topic.replication !== undefined && topic.replication !== there.replication
      ? [`replication ${there.replication} → ${topic.replication}`]
      : []),
    ...Object.entries(topic.configs)
      .filter(([name, value]) => there.configs[name] !== value)
      .map(([name, value]) => `${name} ${there.configs[name] ?? '(default)'} → ${value}`),
    ...configsToReset(topic, there, applied).map(
      (name) => `${name} ${there.configs[name] ?? ''} → (default)`,
    ),
  ];
  return changes.length === 0
    ? { action: 'keep', reason: 'it is as described' }
    : { action: 'change', reason: changes.join(', ') };
}

/** Configs that an earlier `apply` set and that are no longer in streamkit.yml. Pure. */
export function configsToReset(topic: DesiredTopic, there: ActualTopic, applied: string[]): string[] {
  return applied.filter((name) => !(name in topic.configs) && name in there.configs);
}

function listed(configs: Record<string, string>): string {
  return Object.entries(configs)
    .map(([name, value]) => `, ${name}=${value}`)
    .join('');
}
