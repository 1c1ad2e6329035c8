import { readIfThere } from '../files.js';
import type { Readiness } from '../services/types.js';
import { kafkaClient } from './client.js';

/** A broker is ready when a metadata request answers, and it is this stack's: the cluster id is the one on its disk. */
export async function probeKafka(
  { address, metaProperties }: Extract<Readiness, { kind: 'kafka' }>,
  signal: AbortSignal,
): Promise<void> {
  const kafka = await kafkaClient(`${address.host}:${address.port}`, {
    retries: 0,
    connectionTimeoutMs: 1000,
  });
  const admin = kafka.admin();
  try {
    signal.throwIfAborted();
    await admin.connect();
    const { clusterId, brokers } = await admin.describeCluster();
    if (metaProperties !== undefined) {
      const own = /^cluster\.id=(.+)$/m.exec((await readIfThere(metaProperties)) ?? '')?.[1]?.trim();
      if (own === undefined) throw new Error('the broker has not written its cluster id yet');
      if (clusterId !== own)
        throw new Error(`the broker at port ${address.port} belongs to another cluster (${clusterId})`);
    }
    if (brokers.length === 0) throw new Error('the broker has not joined its cluster yet');
  } finally {
    await admin.disconnect();
  }
}
