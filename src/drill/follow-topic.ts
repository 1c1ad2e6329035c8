import { consume } from '../kafka/consume/consume.js';
import { offsetRange } from '../kafka/consume/offset-range.js';
import type { RecordFormat } from './formats.js';
import type { Acknowledged } from './ledger.js';

export interface FollowedTopic {
  /** The records of the drill so far, in the order of each partition. */
  readonly arrived: Acknowledged[];
  /** @throws what reading threw */
  close: () => Promise<void>;
}

/** Reads a topic as records come. @param partitions of the topic that the drill sends to, which gaps are counted by */
export function followTopic(
  brokers: string,
  {
    topic,
    readCommitted,
    id,
    format,
    partitions,
  }: { topic: string; readCommitted: boolean; id: string; format: RecordFormat; partitions: number },
): FollowedTopic {
  const arrived: Acknowledged[] = [];
  const end = new AbortController();
  const { signal } = end;
  const range = offsetRange('start', Date.now());
  const following = (async () => {
    try {
      for await (const records of consume(brokers, {
        topics: [topic],
        range,
        exit: false,
        readCommitted,
        signal,
      })) {
        const at = Date.now();
        for (const { value } of records) {
          const number = format.read(id, value?.toString() ?? '');
          if (number !== undefined) arrived.push({ number, partition: number % partitions, at });
        }
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  })();
  // A failure shows when it is closed.
  following.catch(() => undefined);
  return {
    arrived,
    async close() {
      end.abort();
      await following;
    },
  };
}
