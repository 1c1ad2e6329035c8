import { setTimeout as delay } from 'node:timers/promises';
import { consume } from '../kafka/consume/consume.js';
import { offsetRange } from '../kafka/consume/offset-range.js';
import type { KafkaRecord } from '../kafka/records/record.js';
import { openSchemaCodec, type SchemaCodec } from '../kafka/registry/schema-codec.js';
import { listTopics } from '../kafka/topics/topics.js';
import { endpointOf } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import type { ReceivedRecord } from './types.js';

const pollMs = 100;

/** @throws Error with the last records when the condition does not hold in time */
export async function consumeUntil(
  session: Session,
  topic: string,
  until: number | ((records: ReceivedRecord[]) => boolean),
  withinMs: number,
): Promise<ReceivedRecord[]> {
  const broker = endpointOf(session, 'kafka');
  const hasRegistry = session.record?.ports['schema-registry'] !== undefined;
  const codec = hasRegistry ? openSchemaCodec(endpointOf(session, 'schema-registry')) : undefined;
  const deadline = AbortSignal.timeout(withinMs);
  const received: ReceivedRecord[] = [];
  const holds = () => (typeof until === 'number' ? received.length >= until : until(received));
  try {
    // Whoever writes to the topic may create it only then.
    while (!(await listTopics(broker)).some(({ name }) => name === topic))
      await delay(pollMs, undefined, { signal: deadline });
    const range = offsetRange('start', Date.now());
    const reading = { topics: [topic], range, exit: false, readCommitted: false, signal: deadline };
    if (holds()) return received;
    for await (const records of consume(broker, reading)) {
      await codec?.prepare(records.flatMap(({ key, value }) => [key, value]));
      received.push(...records.map((record) => toReceived(record, codec)));
      if (holds()) return received;
    }
  } catch (error) {
    if (!deadline.aborted) throw error;
  }
  const last = received.slice(-3).map(({ value }) => value);
  const wanted = typeof until === 'number' ? `${until} records` : 'the expected records';
  throw new Error(
    `${topic} did not have ${wanted} within ${withinMs} ms; it has ${received.length}, the last ones are ${JSON.stringify(last)}`,
  );
}

function toReceived(record: KafkaRecord, codec: SchemaCodec | undefined): ReceivedRecord {
  const { topic, partition, offset, timestamp, key, value, headers } = record;
  const text = (data: Buffer | null) =>
    data === null ? null : (codec?.decode(data)?.plain() ?? data.toString());
  const named = headers.map(([name, data]) => [name, data?.toString() ?? '']);
  return {
    topic,
    partition,
    offset,
    timestamp,
    key: text(key),
    value: text(value),
    headers: Object.fromEntries(named) as Record<string, string>,
  };
}
