import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { processorOf } from '../../jobs/processors.js';
import { cancelById, submitJob } from '../../jobs/submit-job.js';
import type { JobSummary } from '../../jobs/types.js';
import { createTopic } from '../../kafka/topics/create-topic.js';
import { deleteTopics } from '../../kafka/topics/delete-topics.js';
import { buildTemplate } from '../../scaffold/build-template.js';
import { replication } from '../../services/settings/kafka-settings.js';
import { stackDir } from '../../shared/home.js';
import { endpointOf, endpointsOf } from '../../stack/endpoint.js';
import type { Session } from '../../stack/session.js';
import { followTopic, type FollowedTopic } from '../follow-topic.js';
import { payments } from '../formats.js';
import type { Guarantee } from '../result.js';
import type { Output } from '../types.js';

export interface JobTemplate {
  processor: 'storm' | 'flink';
  /** What the output is called. */
  name: string;
  template: string;
  guarantee: Guarantee;
  unordered?: true;
  /** The processor's, for this job. */
  settings?: Record<string, string>;
  /** More options of its main class. @param name of the job, which is unique */
  words: (name: string) => string[];
}

export interface JobOutput extends Output {
  /** The running job. @throws before it has started */
  job: () => JobSummary;
}

/** One window for the whole drill: records that wait for the repair are not late. */
const windows = ['--window-seconds', '86400', '--grace-seconds', '86400'];

/** The payments job of a template, built and submitted for the drill: it writes one result for each record. */
export function jobOutput(session: Session, template: JobTemplate): JobOutput {
  const { signal } = session;
  // What was begun is waited for and cleaned up, also after an interrupt.
  const calm = { ...session, signal: new AbortController().signal, report: () => undefined };
  const { processor } = template;
  let dir: string | undefined;
  let name = '';
  let topics: string[] = [];
  let job: JobSummary | undefined;
  let followed: FollowedTopic | undefined;
  return {
    name: template.name,
    guarantee: template.guarantee,
    ...(template.unordered && { unordered: true as const }),
    job() {
      if (!job) throw new Error('the job has not started');
      return job;
    },
    async start(input, partitions, id) {
      const brokers = endpointOf(session, 'kafka');
      name = `drill-${id}`;
      const output = `${name}-output`;
      topics = [output, `${input}-dead-letter`];
      for (const topic of topics) await createTopic(brokers, { name: topic, ...sizeOf(session) });
      const folder = join(stackDir(session.home, session.name), 'exchange');
      await mkdir(folder, { recursive: true });
      dir = await mkdtemp(join(folder, 'drill-'));
      session.report({ type: 'note', message: `builds the template ${template.template}` });
      const options = { package: 'com.drill', artifact: name };
      const project = { template: template.template, dir: join(dir, name), options };
      const jar = await buildTemplate(project, signal);
      session.report({ type: 'note', message: `submits the job ${name}` });
      const words = [
        ...['--input-topic', input, '--output-topic', output, '--group', name],
        ...['--guarantee', template.guarantee, ...windows, ...template.words(name)],
      ];
      const { settings = {} } = template;
      const submission = { jar, words, on: processor, settings, environment: {} };
      [job] = await submitJob(calm, { ...submission, onLine: () => undefined });
      signal.throwIfAborted();
      const readCommitted = template.guarantee === 'exactly-once';
      followed = followTopic(brokers, { topic: output, readCommitted, id, format: payments, partitions });
    },
    arrived: () => followed?.arrived ?? [],
    async stop() {
      await followed?.close();
      if (dir === undefined) return;
      await cancelByName(calm, processor, name);
      await deleteTopics(endpointOf(session, 'kafka'), topics, { ifExists: true });
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function sizeOf(session: Session): { partitions: number; replicationFactor: number } {
  const count = endpointsOf(session, 'kafka').length;
  return { partitions: count, replicationFactor: replication(count).factor };
}

/** By its name: it may have been submitted just before an interrupt. The second look forgets the canceled job. */
async function cancelByName(session: Session, on: JobTemplate['processor'], name: string): Promise<void> {
  const processor = await processorOf(on);
  for (let looks = 0; looks < 2; looks++) {
    const jobs = (await processor.list(session)).filter((one) => one.name === name);
    for (const job of jobs) await cancelById(session, job, 0);
  }
}
