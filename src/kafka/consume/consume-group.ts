import type { Consumer, EachBatchPayload } from 'kafkajs';
import { kafkaClient } from '../wire/client.js';
import { kafkaFailure } from '../wire/failure.js';
import { groupStart, type PartitionGoal } from '../groups/group-start.js';
import { Handoff } from './handoff.js';
import type { Position } from './offset-range.js';
import type { Header, KafkaRecord } from '../records/record.js';
import type { RecordSelection } from '../records/record-selection.js';

export interface GroupConsumeOptions {
  group: string;
  topics: string[];
  /** Where to begin in partitions that the group has committed nothing for. */
  from: Position;
  /** Stop at what is the end now. */
  exit: boolean;
  readCommitted: boolean;
  selection: RecordSelection;
  signal: AbortSignal;
  onReady?: (() => void) | undefined;
}

interface Piece {
  records: KafkaRecord[];
  /** Marks the records up to an offset as dealt with; they are committed after the piece. */
  resolve: (offset: string) => void;
}

/**
 * The wanted records of the partitions that a group gives to this member. What has been taken from the generator is
 * committed, also when the signal aborts.
 * @throws the signal's reason when it aborts; StreamkitError NOT_FOUND, SERVICE_UNREACHABLE
 */
export async function* consumeGroup(
  broker: string,
  options: GroupConsumeOptions,
): AsyncGenerator<KafkaRecord[]> {
  const { group, topics, readCommitted, selection, signal } = options;
  const goals = await groupStart(broker, options);
  const kafka = await kafkaClient(broker);
  const consumer = kafka.consumer({
    groupId: group,
    readUncommitted: !readCommitted,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: 500,
    sessionTimeout: 10_000,
  });
  const handoff = new Handoff<Piece>();
  const stop = () => {
    handoff.end(signal.reason as Error);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    watch(consumer, handoff, goals, options);
    await consumer.connect();
    await consumer.subscribe({ topics });
    await consumer.run({ eachBatchAutoResolve: false, eachBatch: (batch) => offerBatch(handoff, batch) });
    for (let piece = await handoff.receive(); piece; piece = await handoff.receive()) {
      const { wanted, lastSeen, enough } = await selection.take(piece.records);
      if (wanted.length > 0) yield wanted;
      if (lastSeen) piece.resolve(String(lastSeen.offset));
      if (enough) return;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw kafkaFailure(error, broker, `to read as the group ${group}`);
  } finally {
    signal.removeEventListener('abort', stop);
    handoff.finish();
    handoff.end();
    await consumer.disconnect();
  }
}

async function offerBatch(handoff: Handoff<Piece>, payload: EachBatchPayload): Promise<void> {
  const { batch } = payload;
  const { topic, partition } = batch;
  const records = batch.messages.map((message) => ({
    topic,
    partition,
    offset: Number(message.offset),
    timestamp: Number(message.timestamp),
    key: message.key,
    value: message.value,
    headers: Object.entries(message.headers ?? {}).flatMap(([name, value]) =>
      [value ?? null].flat().map((one): Header => [name, typeof one === 'string' ? Buffer.from(one) : one]),
    ),
  }));
  await handoff.offer({
    records,
    resolve: (offset) => {
      payload.resolveOffset(offset);
    },
  });
}

/** How many answers without records say that there is no more; kafkajs does not tell of batches that are empty. */
const idleRounds = 2;

/** Follows what kafkajs tells: when the group has been joined, when its goals are reached, when it failed for good. */
function watch(
  consumer: Consumer,
  handoff: Handoff<Piece>,
  goals: PartitionGoal[],
  { exit, onReady }: GroupConsumeOptions,
): void {
  const { GROUP_JOIN, FETCH, START_BATCH_PROCESS, END_BATCH_PROCESS, CRASH } = consumer.events;
  let open: PartitionGoal[] = goals;
  let rounds = -1;
  const endAtGoals = () => {
    if (exit && open.length === 0) handoff.end();
  };
  consumer.on(GROUP_JOIN, ({ payload }) => {
    if (rounds === -1) onReady?.();
    rounds = 0;
    open = goals.filter(({ topic, partition }) => payload.memberAssignment[topic]?.includes(partition));
    endAtGoals();
  });
  consumer.on(START_BATCH_PROCESS, () => {
    rounds = 0;
  });
  consumer.on(END_BATCH_PROCESS, ({ payload: { topic, partition, lastOffset } }) => {
    open = open.filter(
      (goal) => goal.topic !== topic || goal.partition !== partition || goal.end > Number(lastOffset) + 1,
    );
    endAtGoals();
  });
  consumer.on(FETCH, () => {
    rounds++;
    if (exit && rounds > idleRounds) handoff.end();
  });
  consumer.on(CRASH, ({ payload }) => {
    if (!payload.restart) handoff.end(payload.error);
  });
}
