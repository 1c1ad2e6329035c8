import type { GroupOffsets, TopicOffsets } from '../../kafka/watch/kafka-watch.js';
import type { Snapshot } from './types.js';

interface Metric {
  name: string;
  type: 'gauge' | 'counter';
  help: string;
  samples: { labels: Record<string, string | number>; value: number }[];
}

/** A sample in Prometheus's text format (version 0.0.4). Pure. */
export function prometheusText(snapshot: Snapshot, topics: TopicOffsets[], groups: GroupOffsets[]): string {
  const all = [
    ...serviceMetrics(snapshot),
    ...topicMetrics(topics),
    ...groupMetrics(groups, topics),
    ...connectorMetrics(snapshot),
    ...topologyMetrics(snapshot),
    ...jobMetrics(snapshot),
  ].filter(({ samples }) => samples.length > 0);
  return all.map(metricText).join('');
}

function serviceMetrics({ services }: Snapshot): Metric[] {
  const of = (value: (service: Snapshot['services'][number]) => number | undefined) =>
    services.flatMap((service) => {
      const number = value(service);
      return number === undefined ? [] : [{ labels: { service: service.name }, value: number }];
    });
  return [
    metric(
      'streamkit_service_up',
      'Whether the service is ready (1) or not (0)',
      of(({ state }) => Number(state === 'up')),
    ),
    metric(
      'streamkit_service_memory_bytes',
      'Resident memory of the service',
      of((one) => one.memoryBytes),
    ),
    metric(
      'streamkit_service_cpu_percent',
      'CPU use of the service in percent of one core',
      of((one) => one.cpuPercent),
    ),
    metric(
      'streamkit_service_start_time_seconds',
      'When the service was started, since the epoch',
      of(({ startedAt }) => (startedAt === undefined ? undefined : startedAt / 1000)),
    ),
  ];
}

function topicMetrics(topics: TopicOffsets[]): Metric[] {
  const of = (value: (partition: TopicOffsets['partitions'][number]) => number | undefined) =>
    topics.flatMap(({ name, partitions }) =>
      partitions.flatMap((partition) => {
        const number = value(partition);
        const labels = { topic: name, partition: partition.partition };
        return number === undefined ? [] : [{ labels, value: number }];
      }),
    );
  return [
    metric(
      'streamkit_topic_start_offset',
      'Offset of the first record of the partition',
      of(({ start }) => start),
    ),
    metric(
      'streamkit_topic_end_offset',
      'Offset of the next record of the partition',
      of(({ end }) => end),
    ),
    metric(
      'streamkit_topic_in_sync_replicas',
      'Replicas of the partition that are in sync',
      of(({ inSync }) => inSync),
    ),
  ];
}

function groupMetrics(groups: GroupOffsets[], topics: TopicOffsets[]): Metric[] {
  const ends = new Map(
    topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partition, end }) => [`${name}/${partition}`, end]),
    ),
  );
  const commits = groups.flatMap(({ name, committed }) =>
    committed.map(({ topic, partition, offset }) => ({
      labels: { group: name, topic, partition },
      value: offset,
      end: ends.get(`${topic}/${partition}`),
    })),
  );
  return [
    metric(
      'streamkit_group_members',
      'Members of the consumer group',
      groups.map(({ name, members }) => ({ labels: { group: name }, value: members })),
    ),
    metric(
      'streamkit_group_committed_offset',
      'Offset that the group has committed',
      commits.map(({ labels, value }) => ({ labels, value })),
    ),
    metric(
      'streamkit_group_lag',
      'Records between the committed offset and the end of the partition',
      commits.flatMap(({ labels, value, end }) =>
        end === undefined ? [] : [{ labels, value: Math.max(0, end - value) }],
      ),
    ),
  ];
}

function connectorMetrics({ connectors }: Snapshot): Metric[] {
  const states = connectors.map(({ name, state }) => ({ labels: { connector: name, state }, value: 1 }));
  const tasks = connectors.flatMap(({ name, tasks: list }) =>
    list.map(({ id, state }) => ({ labels: { connector: name, task: id, state }, value: 1 })),
  );
  return [
    metric('streamkit_connector_state', 'The state of the connector, as a label', states),
    metric('streamkit_connector_task_state', 'The state of the task, as a label', tasks),
  ];
}

function topologyMetrics({ topologies }: Snapshot): Metric[] {
  const of = (value: (topology: Snapshot['topologies'][number]) => number) =>
    topologies.map((topology) => ({ labels: { topology: topology.name }, value: value(topology) }));
  return [
    metric(
      'streamkit_topology_workers',
      'Workers of the topology',
      of(({ workers }) => workers),
    ),
    metric(
      'streamkit_topology_acked_per_second',
      'Tuples acknowledged per second',
      of(({ ackedRate }) => ackedRate),
    ),
    metric(
      'streamkit_topology_failed_per_second',
      'Tuples failed per second',
      of(({ failedRate }) => failedRate),
    ),
  ];
}

function jobMetrics({ streamJobs }: Snapshot): Metric[] {
  const running = streamJobs.filter(({ ended }) => !ended);
  const labelsOf = ({ name, id, processor }: Snapshot['streamJobs'][number]) => ({
    job: name,
    id,
    processor,
  });
  return [
    metric(
      'streamkit_job_tasks_running',
      'Tasks of the job that run',
      running.map((job) => ({ labels: labelsOf(job), value: job.tasks.running })),
    ),
    metric(
      'streamkit_job_restarts',
      'How often the job was restarted',
      running.flatMap((job) =>
        job.restarts === undefined ? [] : [{ labels: labelsOf(job), value: job.restarts }],
      ),
    ),
    metric(
      'streamkit_job_lag',
      'Records between the position of the job and the end of the topic',
      running.flatMap((job) =>
        job.reads.flatMap(({ topic, lag }) =>
          lag === undefined ? [] : [{ labels: { ...labelsOf(job), topic }, value: lag }],
        ),
      ),
    ),
  ];
}

function metric(name: string, help: string, samples: Metric['samples']): Metric {
  return { name, type: 'gauge', help, samples };
}

function metricText({ name, type, help, samples }: Metric): string {
  const lines = samples.map(({ labels, value }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(String(text))}"`);
    return `${name}{${pairs.join(',')}} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
