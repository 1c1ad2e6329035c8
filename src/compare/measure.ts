import { randomBytes } from 'node:crypto';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { createTopic } from '../kafka/topics/create-topic.js';
import { deleteTopics } from '../kafka/topics/delete-topics.js';
import { findServices } from '../services/catalogue.js';
import { stackDir } from '../shared/home.js';
import { endpointOf } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import { startJob, type PaymentsProcessor, type RunningJob } from '../smoke/running-job.js';
import { Accountant } from './accountant.js';
import { clockPrefix, measuredJobs, whole, type JobName } from './jobs.js';
import { sendBacklog, sendPaced } from './load.js';
import { cpuSeconds, memoryBytes, OtherPrograms, used } from './resources.js';
import type { Measurement } from './result.js';

export interface MeasureOptions {
  records: number;
  /** Payments per second for latency and recovery. */
  rate: number;
  /** How long the load at that rate runs, each for latency and for recovery. */
  seconds: number;
  parallelism: number;
  job: JobName;
}

/** Heap of the process that does the work, the same for each processor. */
export const jobHeapMb = 512;

/** Nothing is expected any more when nothing has come for this long: longer than each product takes to recover. */
const quietMs = 60_000;
const warmUpShare = 0.2;
const warmUpSeconds = 3;

export interface Candidate {
  processor: PaymentsProcessor;
  guarantee: Measurement['guarantee'];
  jar: string;
  /** Of its classes. */
  package: string;
}

/** Measures one processor once, on topics of its own. Its services run; no other job does. */
export async function measure(
  session: Session,
  candidate: Candidate,
  round: number,
  options: MeasureOptions,
): Promise<Measurement> {
  const { processor, guarantee, jar } = candidate;
  const { signal, report } = session;
  const measured = measuredJobs[options.job];
  const backlogSize = whole(options.records, measured);
  const load = (prefix: string) => ({
    topic: input,
    payment: (number: number) => measured.payment(prefix, number),
  });
  const note = (message: string) => {
    report({ type: 'note', message: `round ${round}, ${processor}: ${message}` });
  };
  const broker = endpointOf(session, 'kafka');
  const id = randomBytes(4).toString('hex');
  const [input, output] = [`compare-in-${id}`, `compare-out-${id}`];
  const topics = [input, output, `${input}-dead-letter`];
  const folders = foldersOf(session, processor);
  const brokerFolder = [join(stackDir(session.home, session.name), 'kafka')];
  const startedAt = Date.now();
  const loadBefore = loadavg()[0] ?? 0;
  let job: RunningJob | undefined;
  let accountant: Accountant | undefined;
  let clock: Clock | undefined;
  try {
    for (const name of topics) {
      const configs = name === output ? { 'message.timestamp.type': 'LogAppendTime' } : {};
      await createTopic(broker, { name, partitions: 2, replicationFactor: 1, configs });
    }
    const reading = { broker, topic: output, readCommitted: guarantee === 'exactly-once' };
    accountant = new Accountant(measured, reading, signal);
    note(`sends a backlog of ${backlogSize}`);
    await sendBacklog(broker, { ...load('b'), count: backlogSize }, signal);

    const others = await OtherPrograms.since(allFolders(session));
    const [before, brokerBefore] = [await cpuSeconds(folders), await cpuSeconds(brokerFolder)];
    const submittedAt = Date.now();
    job = await startJob(processor, {
      session,
      jar,
      mainClass: mainClassOf(candidate, options),
      words: wordsOf(processor, id, guarantee, options),
      signal,
    });
    if (measured.needsClock) clock = startClock(broker, load(clockPrefix), signal);
    note('works off the backlog');
    await accountant.until('b', backlogSize, quietMs, signal);
    const backlog = accountant.seen('b');
    const [after, brokerAfter] = [await cpuSeconds(folders), await cpuSeconds(brokerFolder)];
    const memory = await memoryBytes(folders);

    note(`latency at ${options.rate} per second`);
    const count = whole(options.rate * options.seconds, measured);
    const paced = sendPaced(broker, { ...load('l'), count, rate: options.rate }, signal);
    await paced.done;
    await accountant.until('l', count, quietMs, signal);
    const latencies = accountant
      .seen('l')
      .filter((seen) => Number(seen.id.slice(1)) >= options.rate * warmUpSeconds)
      .map((seen) => seen.arrivedAt - paced.plannedAt(Number(seen.id.slice(1))))
      .toSorted((a, b) => a - b);

    const otherCores = await others.cores();

    note('kills the process that does the work');
    const recovering = sendPaced(broker, { ...load('r'), count, rate: options.rate }, signal);
    await accountant.until('r', Math.floor(count / 3), quietMs, signal);
    let killedAt = Date.now();
    const crash = job.crash(() => {
      killedAt = Date.now();
    });
    await Promise.all([crash, recovering.done]);
    await accountant.until('r', count, quietMs, signal);
    const later = accountant
      .seen('r')
      .filter((seen) => recovering.plannedAt(Number(seen.id.slice(1))) > killedAt);
    const recovered = Math.min(...later.map(({ arrivedAt }) => arrivedAt));
    const totals = accountant.totals();
    const sent = backlogSize + 2 * count;
    return {
      processor,
      round,
      seconds: rounded((Date.now() - startedAt) / 1000, 1),
      guarantee,
      loadBefore: rounded(loadBefore, 1),
      firstResultMs: (backlog[0]?.appendedAt ?? NaN) - submittedAt,
      recordsPerSecond: Math.round(throughput(backlog.map(({ appendedAt }) => appendedAt))),
      latencyMs: {
        p50: Math.round(percentile(latencies, 0.5)),
        p95: Math.round(percentile(latencies, 0.95)),
        p99: Math.round(percentile(latencies, 0.99)),
      },
      ...(process.platform === 'linux' && {
        otherCores: rounded(otherCores, 2),
        cpuSeconds: rounded(used(before, after), 1),
        brokerCpuSeconds: rounded(used(brokerBefore, brokerAfter), 1),
      }),
      memoryBytes: memory,
      recovery: {
        ms: recovered - killedAt,
        sent,
        lost: sent - totals.distinct,
        duplicated: totals.results - totals.distinct,
        wrongCounts: totals.wrongCounts,
      },
    };
  } finally {
    await clock?.stop();
    await job?.stop();
    await accountant?.close();
    await deleteTopics(broker, topics, { ifExists: true });
  }
}

interface Clock {
  stop: () => Promise<void>;
}

/** Ten small payments a second move event time on, until it is stopped. */
function startClock(
  broker: string,
  load: Pick<Parameters<typeof sendPaced>[1], 'topic' | 'payment'>,
  signal: AbortSignal,
): Clock {
  const end = new AbortController();
  const until = AbortSignal.any([signal, end.signal]);
  const { done } = sendPaced(broker, { ...load, count: Number.MAX_SAFE_INTEGER, rate: 10 }, until);
  // It ends by being aborted; a broker that is gone is reported by the load beside it.
  const over = done.catch(() => undefined);
  return {
    async stop() {
      end.abort();
      await over;
    },
  };
}

function mainClassOf(candidate: Candidate, { job }: MeasureOptions): string | undefined {
  const name = measuredJobs[job].mainClass(candidate.processor);
  return name === undefined ? undefined : `${candidate.package}.${name}`;
}

function wordsOf(
  processor: PaymentsProcessor,
  id: string,
  guarantee: Measurement['guarantee'],
  { parallelism, job }: MeasureOptions,
): string[] {
  return [
    ...[
      '--input-topic',
      `compare-in-${id}`,
      '--output-topic',
      `compare-out-${id}`,
      '--group',
      `compare-${id}`,
    ],
    ...['--parallelism', String(parallelism), '--guarantee', guarantee],
    ...measuredJobs[job].words,
    ...(processor === 'storm'
      ? ['--topology-name', `compare-${id}`, '--worker-heap-mb', String(jobHeapMb)]
      : []),
  ];
}

/** The markers of the processes that do a processor's work. */
function foldersOf(session: Session, processor: PaymentsProcessor): string[] {
  const dir = stackDir(session.home, session.name);
  if (processor === 'kafka-streams') return [join(dir, 'kafka-streams')];
  return findServices(session.services, processor).map(({ name }) => join(dir, name));
}

/** The markers of all processes of the stack. */
function allFolders({ home, name, services }: Session): string[] {
  const dir = stackDir(home, name);
  return [...services.map((service) => join(dir, service.name)), join(dir, 'kafka-streams')];
}

/** Results per second after the first fifth, which is a warm-up. @param times in ms, ascending. Pure. */
export function throughput(times: number[]): number {
  const from = Math.floor(times.length * warmUpShare);
  const [first, last] = [times[from], times.at(-1)];
  if (first === undefined || last === undefined || last === first) return 0;
  return ((times.length - from) * 1000) / (last - first);
}

/** @param values ascending. Pure. */
export function percentile(values: number[], share: number): number {
  return values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
