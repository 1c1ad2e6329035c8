import type { Kafka, Producer } from 'kafkajs';
import { StreamkitError } from '../errors.js';
import { withAdmin } from './admin.js';
import { kafkaClient } from './client.js';
import { codecOf, type Compression } from './compression.js';
import { kafkaFailure, protocolError } from './failure.js';
import { paced } from './paced.js';
import { unknownPartition } from './plan-ranges.js';
import type { NewRecord } from './record.js';
import { sendQueue, type Pieces } from './send-queue.js';
import { effectiveConfig } from './topic-configs.js';
import { requireTopics } from './topics.js';

export interface ProduceOptions {
  topic: string;
  /** Read no faster than they can be sent. */
  records: Pieces<NewRecord>;
  /** Which replicas must have a record before it counts as sent: all (-1, the default), the leader (1), none (0). */
  acks?: -1 | 0 | 1 | undefined;
  compression?: Compression | undefined;
  /** Records a second, at most. */
  rate?: number | undefined;
  signal: AbortSignal;
  /** Called after each batch that the broker has taken. */
  onProgress?: ((sent: Sent) => void) | undefined;
}

/** What the broker has taken. */
export interface Sent {
  records: number;
  /** Keys, values and headers, before compression. */
  bytes: number;
}

/** Kafka's default of `max.message.bytes`. */
const defaultLimit = 1_048_588;

/**
 * Sends records in their order, in batches that the topic's limit allows.
 * @throws StreamkitError NOT_FOUND for an unknown topic or partition; USAGE for a record above the topic's limit, with its
 *   number, counted from 1; whatever the records' source throws, when what it gave before is sent
 */
export async function produce(broker: string, options: ProduceOptions): Promise<Sent> {
  const { topic, signal } = options;
  const sent: Sent = { records: 0, bytes: 0 };
  const { partitions, limit } = await lookUp(broker, topic);
  const producer = await openProducer(await kafkaClient(broker));
  try {
    const deliver = await sender(producer, options);
    await producer.connect();
    await sendQueue({
      records: options.rate === undefined ? options.records : paced(options.records, options.rate, signal),
      maxBytes: Math.min(limit, defaultLimit),
      signal,
      send: async (batch, bytes) => {
        const wrong = batch.find(({ partition = 0 }) => partition >= partitions)?.partition;
        if (wrong !== undefined) throw unknownPartition(topic, wrong, partitions);
        try {
          await deliver(batch);
        } catch (error) {
          const large = protocolError(error) === 'MESSAGE_TOO_LARGE' && batch.length === 1;
          throw large ? tooLarge(topic, sent, bytes, limit, error) : error;
        }
        sent.records += batch.length;
        sent.bytes += bytes;
        options.onProgress?.(sent);
      },
    });
    return sent;
  } catch (error) {
    signal.throwIfAborted();
    throw kafkaFailure(error, broker, `records for ${topic}`);
  } finally {
    await producer.disconnect();
  }
}

/** How many partitions the topic has, and how large a batch of it may be, in bytes. */
async function lookUp(broker: string, topic: string): Promise<{ partitions: number; limit: number }> {
  return withAdmin(broker, `to look up the topic ${topic}`, async (admin) => {
    const [metadata] = await requireTopics(admin, [topic]);
    const limit = await effectiveConfig(admin, topic, 'max.message.bytes');
    return { partitions: metadata?.partitions.length ?? 0, limit: Number(limit ?? defaultLimit) };
  });
}

async function openProducer(kafka: Kafka): Promise<Producer> {
  const { Partitioners } = (await import('kafkajs')).default;
  // The partitioner that agrees with Java's murmur2, so that a key is in the same partition whoever wrote it.
  return kafka.producer({
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
}

async function sender(
  producer: Producer,
  { topic, acks = -1, compression = 'none' }: ProduceOptions,
): Promise<(batch: NewRecord[]) => Promise<void>> {
  const codec = await codecOf(compression);
  return async (batch) => {
    const messages = batch.map(({ key, value, headers, partition, timestamp }) => ({
      key,
      value,
      ...(headers && headers.length > 0 ? { headers: headerObject(headers) } : {}),
      ...(partition === undefined ? {} : { partition }),
      ...(timestamp === undefined ? {} : { timestamp: String(timestamp) }),
    }));
    await producer.send({ topic, messages, acks, compression: codec });
  };
}

/** Headers as kafkajs takes them: those of one name together. It cannot send null, which becomes empty. */
function headerObject(headers: NonNullable<NewRecord['headers']>): Record<string, Buffer[]> {
  const byName: Record<string, Buffer[]> = {};
  for (const [name, value] of headers) (byName[name] ??= []).push(value ?? Buffer.alloc(0));
  return byName;
}

function tooLarge(topic: string, sent: Sent, size: number, limit: number, cause: unknown): StreamkitError {
  const before = sent.records === 0 ? 'Nothing was sent.' : `The ${sent.records} before it were sent.`;
  const text = `Record ${sent.records + 1} has ${size} bytes; the topic ${topic} takes ${limit}. ${before}`;
  return new StreamkitError('USAGE', text, {
    service: 'kafka',
    suggestions: [`streamkit topic alter ${topic} --config max.message.bytes=${size + 1024}`],
    cause,
  });
}
