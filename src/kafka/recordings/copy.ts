import { StreamkitError } from '../../shared/errors.js';
import { consume } from '../consume/consume.js';
import type { OffsetRange } from '../consume/offset-range.js';
import { produce, type Sent } from '../produce/produce.js';
import type { NewRecord } from '../records/record.js';
import { createTopic } from '../topics/create-topic.js';
import { describeTopics } from '../topics/describe-topics.js';

export interface CopyOptions {
  topic: string;
  target: string;
  /** The broker of the target; another one for another stack. */
  targetBroker: string;
  range: OffsetRange;
  /** Create the target with as many partitions as the topic, if it does not exist. */
  create: boolean;
  signal: AbortSignal;
}

/**
 * Copies the records of a topic up to its current end, with keys, headers, partitions and timestamps.
 * @throws StreamkitError USAGE for a topic onto itself, NOT_FOUND
 */
export async function copyTopic(broker: string, options: CopyOptions): Promise<Sent> {
  const { topic, target, targetBroker, range, create, signal } = options;
  if (topic === target && broker === targetBroker)
    throw new StreamkitError('USAGE', `${topic} cannot be copied to itself.`);
  if (create) {
    const [described] = await describeTopics(broker, [topic]);
    await createTopic(targetBroker, {
      name: target,
      partitions: described?.partitions ?? 1,
      ifNotExists: true,
    });
  }
  const source = consume(broker, { topics: [topic], range, exit: true, readCommitted: true, signal });
  return produce(targetBroker, { topic: target, records: asNew(source), signal });
}

async function* asNew(source: ReturnType<typeof consume>): AsyncGenerator<NewRecord[]> {
  for await (const records of source) {
    yield records.map(({ key, value, headers, partition, timestamp }) => ({
      key,
      value,
      headers,
      partition,
      preferPartition: true,
      ...(timestamp < 0 ? {} : { timestamp }),
    }));
  }
}
