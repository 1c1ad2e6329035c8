import { flinkVertices } from '../../flink/jobs.js';
import { kafkaPositions, type KafkaPosition } from '../../flink/kafka-positions.js';
import { hasEnded, listJobs } from '../../jobs/find-job.js';
import { restOf } from '../../jobs/flink.js';
import { lineageOf, type Lineage } from '../../jobs/lineage.js';
import { masters, processorOf, processorsOf } from '../../jobs/processors.js';
import type { JobStatus, JobSummary } from '../../jobs/types.js';
import type { Session } from '../../stack/session.js';
import { Rates } from './rates.js';
import type { JobRead, WatchedJob, WatchedTopic } from './types.js';

/** Flink's counters move every second. */
const windowMs = 5000;

/** Samples the jobs of Flink and Spark; topologies of Storm have a section of their own. */
export class JobsSource {
  private readonly rates = new Rates(windowMs);
  /** Of jobs that have ended: nothing about them changes. */
  private readonly ended = new Map<string, WatchedJob>();

  /** @param isUp of a service @param topics their ends, for lag */
  async sample(
    session: Session,
    isUp: (service: string) => boolean,
    topics: WatchedTopic[],
  ): Promise<WatchedJob[]> {
    const lists = await Promise.all(
      processorsOf(session)
        .filter((name) => name !== 'storm' && isUp(masters[name]))
        .map(async (name) => listJobs(session, name)),
    );
    const jobs = await Promise.all(lists.flat().map(async (job) => this.watched(session, job, topics)));
    this.rates.keepOnly(
      new Set(jobs.flatMap(({ id, reads }) => reads.map(({ topic }) => rateName(id, topic)))),
    );
    return jobs.sort((a, b) => Number(a.ended) - Number(b.ended) || newestFirst(a, b));
  }

  private async watched(session: Session, job: JobSummary, topics: WatchedTopic[]): Promise<WatchedJob> {
    const known = this.ended.get(job.id);
    if (known?.state === job.state) return known;
    const status = await (await processorOf(job.processor)).status(session, job.id);
    const now = Date.now();
    const flows = job.processor === 'flink' ? await flinkFlows(session, job.id) : nothing;
    const watched = {
      ...aboutJob(job, status),
      reads: hasEnded(job)
        ? []
        : readsOf(flows, topics, (topic, read) => this.rate(job.id, topic, read, now)),
      writes: flows.lineage.writes,
      stores: flows.lineage.stores,
    };
    if (watched.ended) this.ended.set(job.id, watched);
    return watched;
  }

  private rate(job: string, topic: string, read: number, now: number): number {
    return this.rates.add(rateName(job, topic), now, read);
  }
}

interface Flows {
  lineage: Lineage;
  positions: KafkaPosition[];
}

const nothing: Flows = { lineage: { reads: [], writes: [], stores: [] }, positions: [] };

async function flinkFlows(session: Session, id: string): Promise<Flows> {
  const rest = restOf(session);
  const [lineage, vertices] = await Promise.all([lineageOf(session, id), flinkVertices(rest, id)]);
  const sources = vertices.filter(({ name }) => name.startsWith('Source: '));
  const positions = await Promise.all(sources.map(async (vertex) => kafkaPositions(rest, id, vertex.id)));
  return { lineage, positions: positions.flat() };
}

function aboutJob(job: JobSummary, { tasks, restarts, lastError, checkpoints }: JobStatus) {
  return {
    processor: job.processor,
    name: job.name,
    id: job.id,
    state: job.state,
    ended: hasEnded(job),
    ...(job.startedAt === undefined ? {} : { startedAt: Date.parse(job.startedAt) }),
    tasks: {
      running: tasks.filter(({ state }) => state === 'RUNNING').reduce(parallel, 0),
      total: tasks.reduce(parallel, 0),
    },
    ...(restarts === undefined ? {} : { restarts }),
    ...(lastError === undefined ? {} : { lastError }),
    ...(checkpoints === undefined ? {} : { checkpoints: checkpoints.completed }),
  };
}

function parallel(sum: number, { parallelism }: { parallelism: number }): number {
  return sum + parallelism;
}

/** Topics by what the sources have read, and by what the job declared. @param rateOf takes records read so far */
export function readsOf(
  { lineage, positions }: Flows,
  topics: WatchedTopic[],
  rateOf: (topic: string, read: number) => number,
): JobRead[] {
  const declared = lineage.reads.map(({ topic }) => topic);
  const measured = topics.map(({ name }) => name).filter((name) => positions.some((one) => isOf(one, name)));
  return [...new Set([...declared, ...measured])].sort().map((name) => {
    const own = positions.filter((one) => isOf(one, name));
    const ends = topics.find((topic) => topic.name === name)?.ends ?? [];
    const group = lineage.reads.find(({ topic }) => topic === name)?.group;
    const known = own.filter(({ next }) => next !== undefined);
    return {
      topic: name,
      ...(group === undefined ? {} : { group }),
      ...(own.length === 0
        ? {}
        : {
            rate: rateOf(
              name,
              known.reduce((sum, { next = 0 }) => sum + next, 0),
            ),
            lag: known.reduce(
              (sum, { partition, next = 0 }) => sum + Math.max(0, (ends[partition] ?? next) - next),
              0,
            ),
          }),
    };
  });
}

/** Flink's metrics have `_` where a topic's name has a dot. */
function isOf({ topic }: KafkaPosition, name: string): boolean {
  return topic === name.replaceAll('.', '_');
}

function rateName(job: string, topic: string): string {
  return `${job}/${topic}`;
}

function newestFirst(a: WatchedJob, b: WatchedJob): number {
  return (b.startedAt ?? 0) - (a.startedAt ?? 0);
}
