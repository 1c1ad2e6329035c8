import { connect } from 'node:net';
import type { Address } from '../../services/types.js';
import { array, FlexibleReader, int16, int32, struct, text } from './flexible.js';

/** More than any broker sends for requests as small as these. */
const longestResponse = 16 * 1024 * 1024;

/** kafkajs's own request asks for all topics when it gets none. Asking for a topic does not create it. */
export async function metadataRequest(topics: string[]) {
  const { default: Encoder } = await import('kafkajs/src/protocol/encoder.js');
  const { default: request } = await import('kafkajs/src/protocol/requests/metadata/v4/request.js');
  const encode = async () => Promise.resolve(new Encoder().writeArray(topics).writeBoolean(false));
  return { ...request({ topics }), encode };
}

/** Metadata of some topics from one broker, without kafkajs's client, which takes longer to load than the rest of `status`. */
export async function metadata(address: Address, topics: string[], signal: AbortSignal) {
  const { default: frame } = await import('kafkajs/src/protocol/request.js');
  const { default: response } = await import('kafkajs/src/protocol/requests/metadata/v4/response.js');
  const asked = { correlationId: 1, clientId: 'streamkit', request: await metadataRequest(topics) };
  const answer = await exchange(address, (await frame(asked)).buffer, signal);
  try {
    return await response.decode(answer);
  } catch (error) {
    throw new Error(`what responds at port ${address.port} is not a broker`, { cause: error });
  }
}

const describeQuorum = { apiKey: 55, apiVersion: 0 };
const metadataTopic = '__cluster_metadata';

/** The id of the active KRaft controller, -1 while there is none. In KRaft mode metadata name any broker instead. */
export async function quorumLeader(address: Address, signal: AbortSignal): Promise<number> {
  const { default: Encoder } = await import('kafkajs/src/protocol/encoder.js');
  const { default: frame } = await import('kafkajs/src/protocol/request.js');
  const encode = async () => {
    const body = new Encoder().writeUVarInt(0); // tags of the header
    body.writeUVarInt(2).writeUVarIntString(metadataTopic); // one topic,
    body.writeUVarInt(2).writeInt32(0).writeUVarInt(0); // its partition 0,
    return Promise.resolve(body.writeUVarInt(0).writeUVarInt(0)); // tags of the topic and of the request
  };
  const asked = { correlationId: 1, clientId: 'streamkit', request: { ...describeQuorum, encode } };
  const reader = new FlexibleReader(await exchange(address, (await frame(asked)).buffer, signal));
  reader.skipTags();
  if (int16(reader) !== 0) return -1;
  const replica = struct({ id: int32, endOffset: (data) => data.take(8) });
  const partition = struct({
    partition: int32,
    errorCode: int16,
    leader: int32,
    epoch: int32,
    highWatermark: (data) => data.take(8),
    voters: array(replica),
    observers: array(replica),
  });
  const [topic] = array(struct({ name: text, partitions: array(partition) }))(reader);
  const [found] = topic?.partitions ?? [];
  return found?.errorCode === 0 ? found.leader : -1;
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
      if (length > longestResponse) throw new Error(`what responds at port ${port} is not a broker`);
      if (received.length >= 4 + length) return received.subarray(8, 4 + length);
    }
    throw new Error('the connection was closed before an answer');
  } finally {
    socket.destroy();
  }
}
