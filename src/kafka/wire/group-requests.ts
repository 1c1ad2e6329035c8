import type { Broker } from 'kafkajs';
import type Encoder from 'kafkajs/src/protocol/encoder.js';
import { connectionOf } from './broker-connection.js';
import { array, FlexibleReader, int16, int32, int64, struct, text, uuid, type Reads } from './flexible.js';
import { consumerGroup, shareGroup, streamsGroup } from './group-messages.js';
import type { PartitionOffset } from './list-offsets.js';

/**
 * Requests for groups that kafkajs does not have, or has in a version that knows classic groups only. A version is the lowest
 * that has what is needed.
 */
interface Message {
  apiKey: number;
  apiName: string;
  apiVersion: number;
}

type Body = Encoder;

const listGroups: Message = { apiKey: 16, apiName: 'ListGroups', apiVersion: 5 };
const describeConsumerGroups: Message = { apiKey: 69, apiName: 'ConsumerGroupDescribe', apiVersion: 0 };
const describeShareGroups: Message = { apiKey: 77, apiName: 'ShareGroupDescribe', apiVersion: 1 };
const describeStreamsGroups: Message = { apiKey: 89, apiName: 'StreamsGroupDescribe', apiVersion: 0 };
const describeShareOffsets: Message = { apiKey: 90, apiName: 'DescribeShareGroupOffsets', apiVersion: 0 };
const alterOffsets: Message = { apiKey: 91, apiName: 'AlterShareGroupOffsets', apiVersion: 0 };
const deleteOffsets: Message = { apiKey: 47, apiName: 'OffsetDelete', apiVersion: 0 };

/** A group as its coordinator lists it. */
export interface ListedGroup {
  group: string;
  /** What classic members agree on: `consumer`, `connect`, …; empty when somebody outside a group committed. */
  protocol: string;
  state: string;
  /** `classic`, `consumer` (KIP-848), `share` or `streams`. */
  type: string;
}

/** The groups that a broker coordinates, of all types; undefined when the broker is older than Kafka 3.8. */
export async function listGroupsOf(broker: Broker): Promise<ListedGroup[] | undefined> {
  if (!supports(broker, listGroups)) return undefined;
  const { errorCode, groups } = await send(
    broker,
    listGroups,
    // Groups in all states, of all types.
    (body) => body.writeUVarInt(1).writeUVarInt(1).writeUVarInt(0),
    struct({
      throttleMs: int32,
      errorCode: int16,
      groups: array(struct({ group: text, protocol: text, state: text, type: text })),
    }),
  );
  await failIf(errorCode);
  return groups;
}

export const consumerGroupsOf = async (broker: Broker, groups: string[]) =>
  describe(broker, describeConsumerGroups, groups, consumerGroup);
export const shareGroupsOf = async (broker: Broker, groups: string[]) =>
  describe(broker, describeShareGroups, groups, shareGroup);
export const streamsGroupsOf = async (broker: Broker, groups: string[]) =>
  describe(broker, describeStreamsGroups, groups, streamsGroup);

async function describe<Group>(
  broker: Broker,
  message: Message,
  groups: string[],
  group: Reads<Group>,
): Promise<Group[]> {
  if (groups.length === 0 || !supports(broker, message)) return [];
  const response = struct({ throttleMs: int32, groups: array(group) });
  const { groups: found } = await send(
    broker,
    message,
    (body) => {
      body.writeUVarInt(groups.length + 1);
      for (const name of groups) body.writeUVarIntString(name);
      return body.writeBoolean(false).writeUVarInt(0);
    },
    response,
  );
  return found;
}

/** Where a share group begins to read each partition: it has no commits. */
export async function shareOffsetsOf(broker: Broker, group: string) {
  const partition = struct({
    partition: int32,
    start: int64,
    leaderEpoch: int32,
    errorCode: int16,
    errorMessage: text,
  });
  const topics = array(struct({ topic: text, topicId: uuid, partitions: array(partition) }));
  const { groups } = await send(
    broker,
    describeShareOffsets,
    // All topics, which a null array stands for.
    (body) => body.writeUVarInt(2).writeUVarIntString(group).writeUVarInt(0).writeUVarInt(0).writeUVarInt(0),
    struct({
      throttleMs: int32,
      groups: array(struct({ group: text, topics, errorCode: int16, errorMessage: text })),
    }),
  );
  return (groups[0]?.topics ?? []).flatMap(({ topic, partitions }) =>
    partitions.map(({ partition: id, start }) => ({ topic, partition: id, offset: start })),
  );
}

/** Moves where a share group begins to read; only possible while it has no members. @throws kafkajs's protocol errors */
export async function alterShareOffsets(
  broker: Broker,
  group: string,
  offsets: PartitionOffset[],
): Promise<void> {
  const partition = struct({ partition: int32, errorCode: int16, errorMessage: text });
  const write = (body: Body) => {
    body.writeUVarIntString(group).writeUVarInt(offsets.length + 1);
    for (const { topic, partition: id, offset } of offsets) {
      body.writeUVarIntString(topic).writeUVarInt(2).writeInt32(id).writeInt64(offset);
      body.writeUVarInt(0).writeUVarInt(0);
    }
    return body.writeUVarInt(0);
  };
  const { errorCode, topics } = await send(
    broker,
    alterOffsets,
    write,
    struct({
      throttleMs: int32,
      errorCode: int16,
      errorMessage: text,
      topics: array(struct({ topic: text, topicId: uuid, partitions: array(partition) })),
    }),
  );
  await failIf(errorCode);
  for (const { partitions } of topics) for (const one of partitions) await failIf(one.errorCode);
}

/** Deletes what a group has committed for some partitions of a topic. @returns Kafka's error code for each partition */
export async function deleteOffsetsOf(
  broker: Broker,
  group: string,
  topic: string,
  partitions: number[],
): Promise<{ partition: number; errorCode: number }[]> {
  const { default: BodyEncoder } = await import('kafkajs/src/protocol/encoder.js');
  const connection = await connectionOf(broker);
  const encode = async () => {
    const body = new BodyEncoder()
      .writeString(group)
      .writeInt32(1)
      .writeString(topic)
      .writeInt32(partitions.length);
    for (const partition of partitions) body.writeInt32(partition);
    return Promise.resolve(body);
  };
  const { errorCode, results } = await connection.send({
    request: { ...deleteOffsets, encode },
    response: { decode: decodeDeleted, parse: (answer) => answer },
  });
  await failIf(errorCode);
  return results;
}

/** Of the format before the flexible one: lengths of fixed size. */
function decodeDeleted(response: Buffer) {
  const reader = new FlexibleReader(response);
  const errorCode = int16(reader);
  int32(reader); // throttle time
  const results: { partition: number; errorCode: number }[] = [];
  for (let topics = int32(reader); topics > 0; topics--) {
    reader.take(int16(reader));
    for (let count = int32(reader); count > 0; count--) {
      results.push({ partition: int32(reader), errorCode: int16(reader) });
    }
  }
  return { errorCode, results };
}

async function send<Result>(
  broker: Broker,
  message: Message,
  write: (body: Body) => Body,
  read: Reads<Result>,
): Promise<Result> {
  const { default: BodyEncoder } = await import('kafkajs/src/protocol/encoder.js');
  const connection = await connectionOf(broker);
  return connection.send<Result>({
    // kafkajs ends the head of a request before its tagged fields, of which there are none.
    request: { ...message, encode: () => Promise.resolve(write(new BodyEncoder().writeUVarInt(0))) },
    response: {
      decode: (data) => {
        const reader = new FlexibleReader(data);
        reader.skipTags();
        return read(reader);
      },
      parse: (result) => result,
    },
  });
}

function supports(broker: Broker, { apiKey, apiVersion }: Message): boolean {
  const { versions } = broker as Broker & { versions?: Record<number, { maxVersion: number }> };
  return (versions?.[apiKey]?.maxVersion ?? -1) >= apiVersion;
}

/** @throws kafkajs's protocol error for Kafka's code, unless it is 0 */
export async function failIf(code: number): Promise<void> {
  if (code === 0) return;
  const { default: errors } = await import('kafkajs/src/protocol/error.js');
  throw errors.createErrorFromCode(code);
}
