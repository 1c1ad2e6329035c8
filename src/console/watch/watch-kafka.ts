import {
  openKafkaWatch,
  type GroupOffsets,
  type KafkaWatch,
  type TopicOffsets,
} from '../../kafka/watch/kafka-watch.js';
import { endpointOf } from '../../stack/endpoint.js';
import type { Session } from '../../stack/session.js';
import { Rates } from './rates.js';
import type { WatchedGroup, WatchedTopic } from './types.js';

/** Rates are taken over this long: consumers commit every second or every five. */
const topicWindowMs = 3000;
const groupWindowMs = 6000;

/** Samples topics and groups over connections that stay open until the broker is gone. */
export class KafkaSource {
  /** By topic and partition, for lag. */
  private ends = new Map<string, number>();
  /** The last samples, as the broker answered them. */
  topicOffsets: TopicOffsets[] = [];
  groupOffsets: GroupOffsets[] = [];
  private watch: { broker: string; connections: Promise<KafkaWatch> } | undefined;
  private readonly topicRates = new Rates(topicWindowMs);
  private readonly groupRates = new Rates(groupWindowMs);

  /** @throws StreamkitError SERVICE_UNREACHABLE */
  async topics(session: Session): Promise<WatchedTopic[]> {
    this.topicOffsets = await this.ask(session, async (watch) => watch.topics());
    this.ends = endsOf(this.topicOffsets);
    const now = Date.now();
    this.topicRates.keepOnly(new Set(this.topicOffsets.map(({ name }) => name)));
    return this.topicOffsets.map((topic) => watchedTopic(topic, this.topicRates, now));
  }

  /** @throws StreamkitError SERVICE_UNREACHABLE */
  async groups(session: Session): Promise<WatchedGroup[]> {
    this.groupOffsets = await this.ask(session, async (watch) => watch.groups());
    const now = Date.now();
    const groups = this.groupOffsets.map((group) => watchedGroup(group, this.ends, this.groupRates, now));
    this.groupRates.keepOnly(
      new Set(groups.flatMap(({ name, topics }) => topics.map(({ topic }) => `${name}/${topic}`))),
    );
    return groups;
  }

  async close(): Promise<void> {
    const open = this.watch;
    this.watch = undefined;
    await open?.connections.then(
      async (watch) => watch.close(),
      () => undefined,
    );
  }

  private async ask<Result>(session: Session, work: (watch: KafkaWatch) => Promise<Result>): Promise<Result> {
    const broker = endpointOf(session, 'kafka');
    if (this.watch?.broker !== broker) {
      await this.close();
      this.watch = { broker, connections: openKafkaWatch(broker) };
    }
    try {
      return await work(await this.watch.connections);
    } catch (error) {
      // The next sample connects again.
      await this.close();
      throw error;
    }
  }
}

function endsOf(topics: TopicOffsets[]): Map<string, number> {
  return new Map(
    topics.flatMap(({ name, partitions }) =>
      partitions.flatMap(({ partition, end }): [string, number][] =>
        end === undefined ? [] : [[`${name}/${partition}`, end]],
      ),
    ),
  );
}

function watchedTopic({ name, internal, partitions }: TopicOffsets, rates: Rates, now: number): WatchedTopic {
  const known = partitions.filter(({ end }) => end !== undefined);
  const written = known.reduce((sum, { end = 0 }) => sum + end, 0);
  return {
    name,
    internal,
    partitions: partitions.length,
    replicationFactor: partitions[0]?.replicas ?? 0,
    records: known.reduce((sum, { start = 0, end = 0 }) => sum + end - start, 0),
    // Without all its leaders a topic seems to shrink, and then to jump.
    inRate: known.length === partitions.length ? rates.add(name, now, written) : 0,
    underReplicated: partitions.filter(({ inSync, replicas }) => inSync < replicas).length,
    leaderless: partitions.filter(({ leader }) => leader < 0).length,
    ends: partitions.map(({ end }) => end ?? -1),
  };
}

/** Pure but for the rates. @param ends the next offset of each partition, by `TOPIC/PARTITION` */
function watchedGroup(
  { name, state, members, committed }: GroupOffsets,
  ends: Map<string, number>,
  rates: Rates,
  now: number,
): WatchedGroup {
  const topics = [...new Set(committed.map(({ topic }) => topic))].sort().map((topic) => {
    const own = committed.filter((one) => one.topic === topic);
    const lag = own.reduce((sum, { partition, offset }) => {
      const end = ends.get(`${topic}/${partition}`);
      return sum + (end === undefined ? 0 : Math.max(0, end - offset));
    }, 0);
    const read = own.reduce((sum, { offset }) => sum + offset, 0);
    return { topic, lag, outRate: rates.add(`${name}/${topic}`, now, read) };
  });
  return {
    name,
    state,
    members,
    lag: topics.reduce((sum, topic) => sum + topic.lag, 0),
    outRate: topics.reduce((sum, topic) => sum + topic.outRate, 0),
    topics,
  };
}
