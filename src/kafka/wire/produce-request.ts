import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Broker } from 'kafkajs';
import { connectionOf } from './broker-connection.js';

/** Which replicas must have a record before it counts as sent: all (-1), the leader (1), none (0). */
export type Acks = -1 | 0 | 1;

export interface ProduceRequest {
  topic: string;
  acks: Acks;
  /** One batch a partition, as `RecordBatchWriter` makes them. */
  batches: { partition: number; data: Buffer }[];
  /** How long to wait for the response, where that is longer than the connection's limit. */
  responseMs?: number | undefined;
}

/** What a broker answers for one partition. */
export interface ProducedPartition {
  partition: number;
  /** Kafka's error code, 0 for none. */
  errorCode: number;
}

/** How long the broker may wait for its replicas. */
const timeoutMs = 30_000;

/**
 * One Produce request (version 7, Kafka 2.1 to 4) over kafkajs's connection, with batches that are ready to be stored.
 * @returns an answer for each partition; none with acks 0, for which there is no answer
 */
export async function produceTo(broker: Broker, request: ProduceRequest): Promise<ProducedPartition[]> {
  const { default: Encoder } = await import('kafkajs/src/protocol/encoder.js');
  const connection = await connectionOf(broker);
  const answers = await connection.send<ProducedPartition[] | undefined>({
    request: {
      apiKey: 0,
      apiVersion: 7,
      apiName: 'Produce',
      expectResponse: () => request.acks !== 0,
      encode: async () => {
        const { topic, acks, batches } = request;
        const body = new Encoder().writeString(null).writeInt16(acks).writeInt32(timeoutMs);
        body.writeInt32(1).writeString(topic).writeInt32(batches.length);
        for (const { partition, data } of batches) body.writeInt32(partition).writeBytes(data);
        return body;
      },
    },
    response: { decode: decodeProduce, parse: (partitions) => partitions },
    ...(request.responseMs !== undefined && { requestTimeout: request.responseMs }),
  });
  if (answers === undefined) await drained(connection.socket);
  return answers ?? [];
}

/** Without answers nothing else keeps us from filling the memory faster than the broker reads. */
async function drained(socket: Socket): Promise<void> {
  if (!socket.writableNeedDrain) return;
  const waited = new AbortController();
  const events = ['drain', 'close'].map((event) => once(socket, event, { signal: waited.signal }));
  // A lost connection is reported by the next request.
  await Promise.race(events).catch(() => undefined);
  waited.abort();
}

function decodeProduce(response: Buffer): ProducedPartition[] {
  let at = 4; // one topic,
  at += 2 + response.readInt16BE(at); // its name
  const count = response.readInt32BE(at);
  at += 4;
  return Array.from({ length: count }, () => {
    const answer = { partition: response.readInt32BE(at), errorCode: response.readInt16BE(at + 4) };
    at += 6 + 3 * 8; // first offset, time of appending, first offset of the log
    return answer;
  });
}
