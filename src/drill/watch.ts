import { setTimeout as delay } from 'node:timers/promises';
import { metadata } from '../kafka/wire/single-request.js';
import type { Address } from '../services/types.js';
import type { TopicState } from './timeline.js';

const sampleMs = 100;
const responseMs = 1500;

/** Records each change of something that is looked at again and again. */
export interface Watch<State> {
  /** Oldest first. */
  changes: ({ at: number } & State)[];
  close: () => Promise<void>;
}

/**
 * Looks every 100 ms until it is closed; a look that fails is left out.
 * @param look throws when it cannot see anything
 */
export function watch<State>(
  look: (signal: AbortSignal) => Promise<State>,
  signal: AbortSignal,
): Watch<State> {
  const stop = new AbortController();
  const until = AbortSignal.any([signal, stop.signal]);
  const changes: Watch<State>['changes'] = [];
  let last = '';
  const sample = async () => {
    try {
      const state = await look(AbortSignal.any([until, AbortSignal.timeout(responseMs)]));
      const text = JSON.stringify(state);
      if (text !== last) changes.push({ at: Date.now(), ...state });
      last = text;
    } catch {
      // A process that is down or suspended does not respond; the next one that is asked may.
    }
  };
  const watching = (async () => {
    while (!until.aborted) {
      await sample();
      await delay(sampleMs, undefined, { signal: until }).catch(() => undefined);
    }
  })();
  return {
    changes,
    async close() {
      stop.abort();
      await watching;
    },
  };
}

/** The leaders and in-sync replicas of a topic. @param brokers those that the fault is not done to, asked in turn */
export function watchTopic(
  brokers: Address[],
  topic: string,
  signal: AbortSignal,
): Watch<Omit<TopicState, 'at'>> {
  let turn = 0;
  return watch(async (limit) => {
    const broker = brokers[turn++ % brokers.length];
    if (!broker) throw new Error('no broker to ask');
    const { topicMetadata } = await metadata(broker, [topic], limit);
    const [found] = topicMetadata;
    if (!found || found.partitionMetadata.length === 0) throw new Error(`no metadata of ${topic}`);
    return {
      partitions: found.partitionMetadata
        .map(({ partitionId, leader, isr }) => ({ partition: partitionId, leader, isr: isr.toSorted() }))
        .toSorted((a, b) => a.partition - b.partition),
    };
  }, signal);
}
