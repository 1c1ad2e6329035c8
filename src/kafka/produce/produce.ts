import type { Cluster } from 'kafkajs';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { withAdmin } from '../wire/admin.js';
import { closeCluster, openCluster } from '../wire/cluster.js';
import { packerOf, type Compression } from '../wire/compression.js';
import { deliver, RecordTooLarge, type Patience } from './deliver.js';
import { kafkaFailure, protocolError } from '../wire/failure.js';
import { paced } from './paced.js';
import { partitioner, type Partitioner } from './partitioner.js';
import { unknownPartition } from '../topics/unknown-topic.js';
import type { Acks } from '../wire/produce-request.js';
import { ProduceRound, type OutgoingBatch } from './produce-round.js';
import type { NewRecord } from '../records/record.js';
import { sendQueue, type Lists } from './send-queue.js';
import { effectiveConfig } from '../topics/topic-configs.js';
import { requireTopics } from '../topics/topics.js';
import { onTopics } from '../wire/permissions.js';

export interface ProduceOptions {
  topic: string;
  /** Read no faster than they can be sent. */
  records: Lists<NewRecord>;
  /** All replicas (-1) when absent. */
  acks?: Acks | undefined;
  compression?: Compression | undefined;
  /** Maximum records per second. */
  rate?: number | undefined;
  signal: AbortSignal;
  /** Called after each batch that the broker has acknowledged. */
  onProgress?: ((sent: Sent) => void) | undefined;
  /** Called after each acknowledged batch: the next so many records of the partition, in the order of sending. */
  onAcknowledged?: ((batch: { partition: number; records: number }) => void) | undefined;
  /** By default a batch is given up after 15 s. */
  patience?: Patience | undefined;
}

/** What the broker has acknowledged. */
export interface Sent {
  records: number;
  /** Keys, values and headers, before compression. */
  bytes: number;
}

/** Kafka's default of `max.message.bytes`. */
const defaultLimit = 1_048_588;

/**
 * Sends records in their order within each partition, in batches that the topic's limit allows, each record at least once.
 * @throws StreamkitError NOT_FOUND for an unknown topic or partition; USAGE for a record above the topic's limit, with its
 *   number, counted from 1; whatever the records' source throws, when what it gave before is sent
 */
export async function produce(broker: string, options: ProduceOptions): Promise<Sent> {
  const { topic, records, acks = -1, compression = 'none', rate, signal } = options;
  const sent: Sent = { records: 0, bytes: 0 };
  const { partitions, limit } = await lookUp(broker, topic);
  const packer = await packerOf(compression);
  let cluster: Cluster | undefined;
  try {
    cluster = await openCluster(broker, [topic], options.patience?.metadataMs);
    const onAcknowledged = (batch: OutgoingBatch) => {
      sent.records += batch.records;
      sent.bytes += batch.bytes;
      options.onProgress?.(sent);
      options.onAcknowledged?.(batch);
    };
    const { patience } = options;
    const delivery = { cluster, topic, acks, packer, signal, onAcknowledged, patience };
    const led = cluster.findTopicPartitionMetadata(topic).filter(({ leader }) => leader >= 0);
    const partitionOf = knownPartition(
      topic,
      partitions,
      led.map(({ partitionId }) => partitionId),
    );
    await sendQueue({
      items: rate === undefined ? records : paced(records, rate, signal),
      newBatch: () => new ProduceRound(Math.min(limit, defaultLimit), partitionOf),
      signal,
      send: async (round) => {
        try {
          await deliver(await round.finish(packer), delivery);
        } catch (error) {
          throw error instanceof RecordTooLarge ? tooLarge(topic, sent, limit, error) : error;
        }
      },
    });
    return sent;
  } catch (error) {
    signal.throwIfAborted();
    throw kafkaFailure(error, broker, onTopics(`to write to ${topic}`, [topic], 'WRITE'));
  } finally {
    if (cluster) await closeCluster(cluster);
  }
}

/** How many partitions the topic has, and how large a batch of it may be, in bytes. */
async function lookUp(broker: string, topic: string): Promise<{ partitions: number; limit: number }> {
  return withAdmin(broker, onTopics(`to write to ${topic}`, [topic], 'WRITE'), async (admin) => {
    const [metadata] = await requireTopics(admin, [topic]);
    const limit = await effectiveConfig(admin, topic, 'max.message.bytes').catch(withoutPermission);
    return { partitions: metadata?.partitions.length ?? 0, limit: Number(limit ?? defaultLimit) };
  });
}

/** Who may write to a topic need not be allowed to read its configs: then the broker itself refuses a large record. */
function withoutPermission(error: unknown): undefined {
  if (protocolError(error) !== 'TOPIC_AUTHORIZATION_FAILED') throw error;
}

/** @throws StreamkitError NOT_FOUND, in the partitioner that it returns, for a partition that does not exist */
function knownPartition(topic: string, count: number, led: number[]): Partitioner {
  const choose = partitioner(count, led);
  return (record) => {
    const partition = choose(record);
    if (partition >= count) throw unknownPartition(topic, partition, count);
    return partition;
  };
}

function tooLarge(topic: string, sent: Sent, limit: number, cause: RecordTooLarge): StreamkitError {
  const size = cause.bytes;
  const before = sent.records === 0 ? 'Nothing was sent.' : `${sent.records} records before it were sent.`;
  const text = `Record ${sent.records + 1} has ${size} bytes; the limit of topic ${topic} is ${limit}. ${before}`;
  return new StreamkitError('USAGE', text, {
    service: 'kafka',
    suggestions: [
      suggest('Raise the limit', 'topic', 'alter', topic, '--config', `max.message.bytes=${size + 1024}`),
    ],
    cause,
  });
}
