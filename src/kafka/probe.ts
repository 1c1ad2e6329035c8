import { connect } from 'node:net';
import { readIfThere } from '../files.js';
import type { Address, Readiness } from '../services/types.js';

/** More than any broker answers that is asked about no topic. */
const answerLimit = 64 * 1024;

/** A broker is ready when a metadata request answers, and it is this stack's: the cluster id is the one on its disk. */
export async function probeKafka(
  { address, metaProperties }: Extract<Readiness, { kind: 'kafka' }>,
  signal: AbortSignal,
): Promise<void> {
  const { clusterId, brokers } = await metadata(address, signal);
  if (metaProperties !== undefined) {
    const own = /^cluster\.id=(.+)$/m.exec((await readIfThere(metaProperties)) ?? '')?.[1]?.trim();
    if (own === undefined) throw new Error('the broker has not written its cluster id yet');
    if (clusterId !== own)
      throw new Error(
        `the broker at port ${address.port} belongs to another cluster (${clusterId ?? 'none'})`,
      );
  }
  if (brokers.length === 0) throw new Error('the broker has not joined its cluster yet');
}

/** By kafkajs's codec alone: its client takes longer to load than the rest of `status`. */
async function metadata(address: Address, signal: AbortSignal) {
  const { default: frame } = await import('kafkajs/src/protocol/request.js');
  const { default: request } = await import('kafkajs/src/protocol/requests/metadata/v2/request.js');
  const { default: response } = await import('kafkajs/src/protocol/requests/metadata/v2/response.js');
  const asked = { correlationId: 1, clientId: 'streamkit', request: request({ topics: [] }) };
  const answer = await exchange(address, (await frame(asked)).buffer, signal);
  try {
    return await response.decode(answer);
  } catch (error) {
    throw new Error(`what answers at port ${address.port} is no broker`, { cause: error });
  }
}

/** One request and its response: four bytes of length, four that tell requests apart, and the body, which is returned. */
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
