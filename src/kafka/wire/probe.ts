import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { readIfThere } from '../../shared/files.js';
import type { Access } from '../../shared/access.js';
import type { Address } from '../../services/types.js';

/** How many of the topics on the disk are asked for: one that is known is enough. */
const sampleSize = 5;
/** More than any broker answers that is asked for so few. */
const answerLimit = 16 * 1024 * 1024;

export interface KafkaProbe {
  address: Address;
  /**
   * The broker's own: it names its cluster, as another one on that port is not ours, and holds its topics. None where
   * nobody else can hold the port.
   */
  dataDir?: string;
  /** How to sign in to a secured broker. */
  access?: () => Promise<Access>;
}

/**
 * A broker is ready when it has joined its cluster, which is this stack's, and knows its topics: beside ZooKeeper it learns
 * of the brokers first, and says of every topic on its disk, for a moment, that there is none such.
 */
export async function probeKafka(
  { address, dataDir, access }: KafkaProbe,
  signal: AbortSignal,
): Promise<void> {
  const kept = dataDir === undefined ? [] : await topicsIn(dataDir);
  const sample = kept.slice(0, sampleSize);
  const { clusterId, brokers, topicMetadata } = access
    ? await (await import('./secured-metadata.js')).securedMetadata(address, access, sample)
    : await metadata(address, sample, signal);
  if (dataDir !== undefined) {
    const file = await readIfThere(join(dataDir, 'meta.properties'));
    const own = /^cluster\.id=(.+)$/m.exec(file ?? '')?.[1]?.trim();
    if (own === undefined) throw new Error('the broker has not written its cluster id yet');
    if (clusterId !== own)
      throw new Error(
        `the broker at port ${address.port} belongs to another cluster (${clusterId ?? 'none'})`,
      );
  }
  // As a broker of several it knows the others first.
  if (!brokers.some(({ port }) => port === address.port))
    throw new Error('the broker has not joined its cluster yet');
  if (kept.length > 0 && topicMetadata.every(({ topicErrorCode }) => topicErrorCode !== 0))
    throw new Error('the broker does not know its topics yet');
}

/** Topics with a partition in the folder; deleted ones have other names until they are gone. */
async function topicsIn(dataDir: string): Promise<string[]> {
  const names = await readdir(dataDir).catch(() => []);
  const topics = names.map((name) => /^(.+)-\d+$/.exec(name)?.[1] ?? '');
  return [...new Set(topics)].filter((name) => name !== '' && name !== '__cluster_metadata');
}

/** kafkajs's own asks for all topics when it is given none. No topic is created by asking for it. */
export async function metadataRequest(topics: string[]) {
  const { default: Encoder } = await import('kafkajs/src/protocol/encoder.js');
  const { default: request } = await import('kafkajs/src/protocol/requests/metadata/v4/request.js');
  const encode = async () => Promise.resolve(new Encoder().writeArray(topics).writeBoolean(false));
  return { ...request({ topics }), encode };
}

/** By kafkajs's codec alone: its client takes longer to load than the rest of `status`. */
async function metadata(address: Address, topics: string[], signal: AbortSignal) {
  const { default: frame } = await import('kafkajs/src/protocol/request.js');
  const { default: response } = await import('kafkajs/src/protocol/requests/metadata/v4/response.js');
  const asked = { correlationId: 1, clientId: 'streamkit', request: await metadataRequest(topics) };
  const answer = await exchange(address, (await frame(asked)).buffer, signal);
  try {
    return await response.decode(answer);
  } catch (error) {
    throw new Error(`what answers at port ${address.port} is no broker`, { cause: error });
  }
}

/** One request and its response: four bytes of length, four that identify the request, and the body, which is returned. */
async function exchange({ host, port }: Address, request: Buffer, signal: AbortSignal): Promise<Buffer> {
  const socket = connect({ host, port, signal, noDelay: true });
  try {
    socket.write(request);
    let received = Buffer.alloc(0);
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4) continue;
      const length = received.readUInt32BE(0);
      if (length > answerLimit) throw new Error(`what answers at port ${port} is no broker`);
      if (received.length >= 4 + length) return received.subarray(8, 4 + length);
    }
    throw new Error('the connection was closed before an answer');
  } finally {
    socket.destroy();
  }
}
