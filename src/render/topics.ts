import type { ChalkInstance } from 'chalk';
import type { TopicDescription, TopicSummary } from '../kafka/topics/topics.js';
import { table } from './table.js';

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

/** One topic as a person looks it up: what it is, where its partitions lie, what was set on it. */
export function topicSheet(topic: TopicDescription, theme: ChalkInstance): string {
  const rows = topic.partitionList.map(({ partition, leader, replicas, isr, start, end }) => [
    String(partition),
    leader === -1 ? theme.red('none') : String(leader),
    replicas.join(','),
    isr.length < replicas.length ? theme.yellow(isr.join(',')) : isr.join(','),
    String(start),
    String(end),
  ]);
  const configs = Object.entries(topic.configs).map(([name, value]) => `  ${name}=${value}`);
  return [
    theme.bold(topic.name),
    `${count(topic.partitions, 'partition')}, ${count(topic.replicationFactor, 'replica')} each, ${count(topic.records, 'offset')} in use`,
    table(['partition', 'leader', 'replicas', 'in sync', 'start', 'end'], rows),
    ...(configs.length === 0 ? [] : ['configs set on the topic:', ...configs]),
  ].join('\n');
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
