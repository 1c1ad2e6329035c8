import type { ChalkInstance } from 'chalk';
import type { PartitionReplicas } from '../../kafka/topics/plan-reassignment.js';
import type { TopicDescription, TopicSummary } from '../../kafka/topics/topics.js';
import type { TrimmedPartition } from '../../kafka/topics/trim-topic.js';
import { table } from '../table.js';

export function topicTable(topics: TopicSummary[]): string {
  return table(
    ['topic', 'partitions', 'replicas'],
    topics.map(({ name, partitions, replicationFactor }) => [
      name,
      String(partitions),
      String(replicationFactor),
    ]),
  );
}

/** A topic with its partitions, their replicas and offsets, and the configs that are set on it. */
export function topicSheet(topic: TopicDescription, theme: ChalkInstance): string {
  const rows = topic.partitionList.map(({ partition, leader, replicas, isr, start, end }) => [
    String(partition),
    leader === -1 ? theme.red('none') : String(leader),
    replicas.join(','),
    isr.length < replicas.length ? theme.yellow(isr.join(',') || 'none') : isr.join(','),
    String(start ?? '-'),
    String(end ?? '-'),
  ]);
  const configs = Object.entries(topic.configs).map(([name, value]) => `  ${name}=${value}`);
  return [
    theme.bold(topic.name),
    [
      count(topic.partitions, 'partition'),
      `${count(topic.replicationFactor, 'replica')} each`,
      `${count(topic.records, 'offset')} in use`,
      ...(topic.underReplicated === 0
        ? []
        : [theme.yellow(count(topic.underReplicated, 'under-replicated partition'))]),
    ].join(', '),
    table(['partition', 'leader', 'replicas', 'in sync', 'start', 'end'], rows),
    ...(configs.length === 0 ? [] : ['configs set on the topic:', ...configs]),
  ].join('\n');
}

export function trimTable(partitions: TrimmedPartition[]): string {
  return table(
    ['partition', 'old start', 'start'],
    partitions.map(({ partition, from, start }) => [partition, from, start].map(String)),
  );
}

export function reassignmentTable(partitions: PartitionReplicas[]): string {
  return table(
    ['partition', 'replicas'],
    partitions.map(({ partition, replicas }) => [String(partition), replicas.join(',')]),
  );
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
