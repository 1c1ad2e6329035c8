import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { buildTemplate } from '../scaffold/build-template.js';
import { findServices, withNeeds } from '../services/catalogue.js';
import { stackDir } from '../shared/home.js';
import { servicesOf, type PaymentsProcessor } from '../smoke/running-job.js';
import { down } from '../stack/down.js';
import { readRecord } from '../stack/record/record.js';
import type { Session } from '../stack/session.js';
import { status } from '../stack/status.js';
import { up } from '../stack/up.js';
import { measuredJobs } from './jobs.js';
import { jobHeapMb, measure, type Candidate, type MeasureOptions } from './measure.js';
import type { Comparison, Measurement } from './result.js';

export const processors: PaymentsProcessor[] = ['kafka-streams', 'flink', 'spark', 'storm'];

export interface CompareOptions extends MeasureOptions {
  processors: PaymentsProcessor[];
  rounds: number;
  /** Exactly once where the product has it, or at least once for all. */
  guarantee: Measurement['guarantee'];
  autoPorts: boolean;
  offline: boolean;
}

/**
 * Builds and runs the payments job on each processor, one at a time and in another order in each round. Services that were
 * down go down again, and a stack that did not exist is deleted.
 */
export async function compare(given: Session, options: CompareOptions): Promise<Comparison> {
  const session = withEqualHeap(given);
  const wasNew = session.record === undefined;
  const before = await status(session, { memory: false });
  const running = before.services.filter(({ state }) => state === 'up').map(({ name }) => name);
  try {
    const ready = await bringUp(session, ['kafka'], options);
    const folder = join(stackDir(session.home, session.name), 'exchange');
    await mkdir(folder, { recursive: true });
    const dir = await mkdtemp(join(folder, 'compare-'));
    try {
      return await run(ready, dir, running, options);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  } finally {
    const started = withNeeds(session.services, ['kafka']).map(({ name }) => name);
    await takeDown(session, started, running, wasNew);
  }
}

async function run(
  session: Session,
  dir: string,
  running: string[],
  options: CompareOptions,
): Promise<Comparison> {
  const { buildSeconds, candidates } = await buildAll(session, dir, options);
  const measurements: Measurement[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    for (const candidate of rotated(candidates, round - 1)) {
      const names = servicesOf[candidate.processor];
      const ready = names.length > 0 ? await bringUp(session, names, options) : session;
      try {
        measurements.push(await measure(ready, candidate, round, options));
      } finally {
        const group = names.length === 0 ? [] : findServices(session.services, candidate.processor);
        await takeDown(
          session,
          group.map(({ name }) => name),
          running,
          false,
        );
      }
    }
  }
  const { records, rate, seconds, parallelism, rounds, job } = options;
  return {
    version: 1,
    at: new Date().toISOString(),
    machine: {
      cpus: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryBytes: totalmem(),
      platform: `${process.platform} ${process.arch}`,
      node: process.version,
    },
    settings: {
      job,
      records,
      rate,
      seconds,
      parallelism,
      rounds,
      partitions: 2,
      ...measuredJobs[job].settings,
      'JVM flags of jobs': '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
      'heap of jobs': heapOf(running),
      'commit interval': 'Kafka Streams 1 s, Flink 1 s, Spark after each batch',
    },
    versions: versionsOf(session, options.processors),
    buildSeconds,
    measurements,
  };
}

/** Flink's jobs run in its TaskManager; the others are started with a heap of their own. */
function withEqualHeap(session: Session): Session {
  const services = session.services.map((service) =>
    service.name === 'flink-taskmanager' && service.local?.kind === 'java'
      ? { ...service, local: { ...service.local, heapMb: jobHeapMb } }
      : service,
  );
  return { ...session, services };
}

function heapOf(running: string[]): string {
  const note = running.includes('flink-taskmanager') ? ', Flink as it ran before' : '';
  return `${jobHeapMb} MB each${note}`;
}

/** The same order, begun one later in each round. Pure. */
export function rotated<Item>(items: Item[], by: number): Item[] {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}

async function buildAll(session: Session, dir: string, options: CompareOptions) {
  const buildSeconds: Comparison['buildSeconds'] = {};
  const candidates: Candidate[] = [];
  for (const processor of options.processors) {
    const template = processor === 'storm' ? 'storm-windows' : processor;
    const project = join(dir, template);
    const name = `com.compare.${processor.replace('-', '')}`;
    session.report({ type: 'note', message: `builds ${template}` });
    const since = Date.now();
    const jar = await buildTemplate({ template, dir: project, options: { package: name } }, session.signal);
    buildSeconds[processor] = Math.round((Date.now() - since) / 100) / 10;
    const transactional = processor === 'kafka-streams' || processor === 'flink';
    candidates.push({
      processor,
      guarantee: transactional ? options.guarantee : 'at-least-once',
      package: name,
      jar,
    });
  }
  return { buildSeconds, candidates };
}

function versionsOf({ services }: Session, names: PaymentsProcessor[]): Record<string, string> {
  const found = services.filter(({ name, group }) => name === 'kafka' || names.some((one) => one === group));
  const versions = Object.fromEntries(found.map(({ name, group, version }) => [group ?? name, version]));
  return names.includes('kafka-streams') ? { ...versions, 'kafka-streams': '4.3.1' } : versions;
}

async function bringUp(
  session: Session,
  services: string[],
  { autoPorts, offline }: CompareOptions,
): Promise<Session> {
  await up(session, { services, ports: { auto: autoPorts, asked: {} }, offline, timeoutMs: 300_000 });
  return { ...session, record: await readRecord(session.home, session.name) };
}

/** Services that ran before stay up. An interrupted comparison cleans up as well. */
async function takeDown(session: Session, names: string[], running: string[], data: boolean): Promise<void> {
  const ending = names.filter((name) => !running.includes(name));
  const record = await readRecord(session.home, session.name);
  if (!record || (ending.length === 0 && !data)) return;
  const calm = { ...session, record, signal: new AbortController().signal };
  await down(calm, { services: data ? [] : ending, data });
}
