import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from '../../shared/files.js';
import type { Access } from '../../shared/access.js';
import type { Address } from '../../services/types.js';
import { metadata } from './single-request.js';

/** How many of the topics on the disk are asked for: one that is known is enough. */
const sampleSize = 5;

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
