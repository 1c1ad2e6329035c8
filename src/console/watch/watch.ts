import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../../shared/errors.js';
import type { Session } from '../../stack/session.js';
import { attentionOf, RisingLags } from './attention.js';
import { flowOf } from './flow.js';
import { History } from './history.js';
import { seriesOf } from './series.js';
import { KafkaSource } from './watch-kafka.js';
import { sampleConnectors } from './watch-connect.js';
import { ServicesSource } from './watch-services.js';
import { JobsSource } from './watch-jobs.js';
import { StormSource } from './watch-storm.js';
import type { Section, Snapshot, StackInfo } from './types.js';

/** Opens the stack as it is now: other commands change it meanwhile. */
export type OpenStack = () => Promise<Session>;

/** Between samples, in milliseconds. Nobody looks: slower, so that an idle console costs nothing. */
const intervals: Record<Section, number> = {
  services: 1000,
  topics: 1000,
  groups: 2000,
  connectors: 2000,
  topologies: 2000,
  streamJobs: 2000,
};
const idleMs = 5000;
const lookMs = 250;
const lagRisesForMs = 60_000;

/** Samples a stack until its signal aborts, and keeps what it saw. */
export class Watch {
  readonly history = new History();
  readonly kafka = new KafkaSource();
  private readonly services = new ServicesSource();
  private readonly storm = new StormSource();
  private readonly jobs = new JobsSource();
  private readonly rising = new RisingLags(lagRisesForMs);
  private readonly listeners = new Set<() => void>();
  private snapshot: Snapshot;

  constructor(
    private readonly openStack: OpenStack,
    about: Pick<StackInfo, 'name' | 'readOnly' | 'version'>,
  ) {
    const stack = { ...about, engine: '', kafkaMode: '', exists: false };
    const none = { services: [], topics: [], groups: [], connectors: [], topologies: [], streamJobs: [] };
    this.snapshot = { stack, ...none, flow: { nodes: [], edges: [] }, attention: [], problems: {} };
  }

  get current(): Snapshot {
    return this.snapshot;
  }

  private isWatched(): boolean {
    return this.listeners.size > 0;
  }

  /** Calls back after each change. @returns what ends it */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Samples every section once, services first: the others are asked only when they are up. */
  async sampleAll(): Promise<Snapshot> {
    await this.sample('services');
    await this.sample('topics');
    await Promise.all(
      (['groups', 'connectors', 'topologies', 'streamJobs'] as const).map(async (one) => this.sample(one)),
    );
    return this.snapshot;
  }

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    try {
      await this.sampleAll();
      await Promise.all((Object.keys(intervals) as Section[]).map(async (one) => this.repeat(one, signal)));
    } finally {
      await this.close();
    }
  }

  async close(): Promise<void> {
    await this.kafka.close();
  }

  private async repeat(section: Section, signal: AbortSignal): Promise<void> {
    for (;;) {
      // A page that opens does not wait for the slow rhythm.
      await this.pause(this.isWatched() ? intervals[section] : idleMs, signal);
      if (signal.aborted) return;
      await this.sample(section);
    }
  }

  private async pause(ms: number, signal: AbortSignal): Promise<void> {
    const wasWatched = this.isWatched();
    for (let waited = 0; waited < ms && !signal.aborted; waited += lookMs) {
      await delay(Math.min(lookMs, ms - waited), undefined, { signal }).catch(() => undefined);
      if (!wasWatched && this.isWatched()) return;
    }
  }

  private async sample(section: Section): Promise<void> {
    const problems = Object.fromEntries(
      Object.entries(this.snapshot.problems).filter(([name]) => name !== section),
    );
    try {
      const sampled = await this.read(section);
      this.publish({ ...sampled, problems });
    } catch (error) {
      const none = section === 'services' ? {} : { [section]: [] };
      this.publish({ ...none, problems: { ...problems, [section]: messageOf(error) } });
    }
  }

  private async read(section: Section): Promise<Partial<Snapshot>> {
    const session = await this.openStack();
    const isUp = (name: string) =>
      this.snapshot.services.some((service) => service.name === name && service.state === 'up');
    switch (section) {
      case 'services': {
        const { engine, kafkaMode, record } = session;
        const stack = {
          ...this.snapshot.stack,
          engine: engine.name,
          kafkaMode,
          exists: record !== undefined,
        };
        return { stack, services: await this.services.sample(session) };
      }
      case 'topics':
        return { topics: isUp('kafka') ? await this.kafka.topics(session) : [] };
      case 'groups':
        return { groups: isUp('kafka') ? await this.kafka.groups(session) : [] };
      case 'connectors':
        return { connectors: isUp('connect') ? await sampleConnectors(session) : [] };
      case 'topologies':
        return { topologies: isUp('nimbus') ? await this.storm.sample(session) : [] };
      case 'streamJobs':
        return { streamJobs: await this.jobs.sample(session, isUp, this.snapshot.topics) };
    }
  }

  private publish(change: Partial<Snapshot>): void {
    const next = { ...this.snapshot, ...change };
    const now = Date.now();
    if (change.groups) this.rising.add(now, change.groups);
    for (const [name, value] of seriesOf(change)) this.history.add(name, Math.floor(now / 1000), value);
    this.history.forgetOld(Math.floor(now / 1000));
    this.snapshot = { ...next, flow: flowOf(next), attention: attentionOf(next, this.rising) };
    for (const listener of this.listeners) listener();
  }
}
