import type { Cluster } from 'kafkajs';
import { openCluster } from '../wire/cluster.js';
import { decompress, loadCodecs } from '../wire/compression.js';
import { kafkaFailure } from '../wire/failure.js';
import type { FetchedPartition } from '../wire/fetch.js';
import { fetchRound, mendPartition, type OpenRange } from './fetch-round.js';
import { interruptible } from '../../shared/interruptible.js';
import { planRanges, type RangeOptions } from './plan-ranges.js';
import { readPartition } from './read-partition.js';
import { codecsIn } from '../wire/record-batch.js';
import type { KafkaRecord } from '../records/record.js';
import type { PartitionRange } from './resolve-offsets.js';

export interface ConsumeOptions extends RangeOptions {
  /** Leave out what aborted transactions wrote, and wait at open ones. */
  readCommitted: boolean;
  signal: AbortSignal;
  /** Called when the offsets to read from are fixed: whatever is written from now on is seen. */
  onReady?: (() => void) | undefined;
}

/**
 * The records of some topics, a piece at a time, in order within each partition; without a group, so nothing is committed
 * and nobody else is disturbed. Ends when every partition is at its stop, which gaps and markers count towards.
 * @throws the signal's reason when it aborts; StreamkitError NOT_FOUND, SERVICE_UNREACHABLE
 */
export async function* consume(broker: string, options: ConsumeOptions): AsyncGenerator<KafkaRecord[]> {
  const { signal } = options;
  const ranges = await planRanges(broker, options);
  let cluster: Cluster | undefined;
  try {
    cluster = await openCluster(broker, options.topics);
    options.onReady?.();
    yield* readRanges(cluster, ranges, options);
  } catch (error) {
    signal.throwIfAborted();
    throw kafkaFailure(error, broker, `to read ${options.topics.join(', ')}`);
  } finally {
    await cluster?.disconnect();
  }
}

async function* readRanges(
  cluster: Cluster,
  ranges: PartitionRange[],
  options: ConsumeOptions,
): AsyncGenerator<KafkaRecord[]> {
  const { signal, readCommitted } = options;
  let open = ranges.map((range) => ({ ...range, next: range.start })).filter(isUnfinished);
  let round: Promise<FetchedPartition[]> | undefined;
  try {
    while (open.length > 0) {
      signal.throwIfAborted();
      round ??= fetchRound(cluster, open, readCommitted);
      const answer = await interruptible(round, signal);
      round = undefined;
      const found: KafkaRecord[][] = [];
      for (const fetched of answer) {
        const range = open.find((one) => one.topic === fetched.topic && one.partition === fetched.partition);
        if (!range) continue;
        if (fetched.errorCode !== 0) await mendPartition(cluster, range, fetched.errorCode);
        else found.push(await take(fetched, range, options));
      }
      open = rotate(open.filter(isUnfinished));
      const pieces = found.filter((records) => records.length > 0);
      // While records flow, the next ones are on their way when these are looked at.
      if (pieces.length > 0 && open.length > 0) {
        round = fetchRound(cluster, open, readCommitted);
        // A failure shows where it is awaited; who has enough records by then never needs to know.
        round.catch(() => undefined);
      }
      yield* pieces;
    }
  } finally {
    // kafkajs fails where nobody can catch it when it is closed with a request on its way.
    await round?.catch(() => undefined);
  }
}

/** The records of an answer that lie in the range, which moves on behind them. */
async function take(
  fetched: FetchedPartition,
  range: OpenRange,
  { exit, readCommitted }: ConsumeOptions,
): Promise<KafkaRecord[]> {
  await loadCodecs(codecsIn(fetched.data));
  const { records, next } = readPartition(fetched, range.next, readCommitted, decompress);
  range.next = next;
  // An open transaction may hold the last stable offset below the end for as long as it likes.
  if (exit && readCommitted) range.stop = Math.min(range.stop ?? Infinity, fetched.lastStableOffset);
  const { stop } = range;
  const last = records.at(-1);
  if (stop === undefined || last === undefined || last.offset < stop) return records;
  return records.filter(({ offset }) => offset < stop);
}

function isUnfinished({ next, stop }: OpenRange): boolean {
  return stop === undefined || next < stop;
}

/** Brokers fill an answer from the front: each partition gets its turn there. */
function rotate<Item>([first, ...rest]: Item[]): Item[] {
  return first === undefined ? [] : [...rest, first];
}
