import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from 'kafkajs';
import { interruptible } from '../../shared/interruptible.js';
import type { KafkaRecord } from '../records/record.js';
import type { RecordSelection } from '../records/record-selection.js';
import { decompress, loadCodecs } from '../wire/compression.js';
import { codecsIn } from '../wire/record-batch.js';
import { isUnfinished, type Assignment, type OpenRange } from './assignment.js';
import { fetchRound, recoverPartition, type FetchedRange } from './fetch-round.js';
import { readPartition } from './read-partition.js';

export interface ReadOptions {
  /** Leave out what aborted transactions wrote, and wait at open ones. */
  readCommitted: boolean;
  /** Stop at the current end. */
  exit: boolean;
  selection: RecordSelection;
  signal: AbortSignal;
}

/** The records of one partition in a response. */
interface Chunk {
  range: OpenRange;
  records: KafkaRecord[];
  /** Where the partition is read next. */
  next: number;
}

/** How long a member of a group without partitions waits before it looks for some. */
const idleMs = 200;

/**
 * The wanted records of the assigned partitions, in order within each; ends when every partition is at its stop.
 * @param isBounded whether the partitions have a stop
 * @throws the signal's reason when it aborts; StreamkitError, kafkajs's errors
 */
export async function* readAssignment(
  cluster: Cluster,
  assignment: Assignment,
  isBounded: boolean,
  options: ReadOptions,
): AsyncGenerator<KafkaRecord[]> {
  const { signal, selection, readCommitted } = options;
  let round: Promise<FetchedRange[]> | undefined;
  let turn = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      const open = (await interruptible(assignment.current(), signal)).filter(isUnfinished);
      if (open.length === 0) {
        if (isBounded) return;
        await sleep(idleMs, undefined, { signal });
        continue;
      }
      round ??= fetchRound(cluster, rotated(open, turn++), readCommitted);
      const fetched = await interruptible(round, signal);
      round = undefined;
      const chunks = await chunksOf(cluster, fetched, open, options);
      // While records flow, the next ones are requested before these are handed out.
      if (chunks.some(({ records }) => records.length > 0)) {
        const rest = open.filter(isUnfinished);
        if (rest.length > 0) round = fetchRound(cluster, rotated(rest, turn++), readCommitted);
        // A failure shows where it is awaited; who has enough records by then does not need to know.
        round?.catch(() => undefined);
      }
      for (const { range, records, next } of chunks) {
        if (assignment.isStale) break;
        const { wanted, lastSeen, enough } = await selection.take(records);
        if (wanted.length > 0) yield wanted;
        assignment.handedOut(range, enough && lastSeen ? lastSeen.offset + 1 : next);
        if (enough) return;
      }
    }
  } finally {
    // kafkajs throws where nobody can catch it when it is closed while a request is in flight.
    if (!signal.aborted) await round?.catch(() => undefined);
  }
}

/** The records of a response, in the order of its partitions. Those of partitions that were taken away are dropped. */
async function chunksOf(
  cluster: Cluster,
  fetched: FetchedRange[],
  open: OpenRange[],
  options: ReadOptions,
): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for (const { range, response } of fetched) {
    if (!open.includes(range)) continue;
    if (response.errorCode !== 0) {
      await recoverPartition(cluster, range, response.errorCode);
      continue;
    }
    await loadCodecs(codecsIn(response.data));
    const { records, next } = readPartition(response, range.next, options.readCommitted, decompress);
    range.next = next;
    // An open transaction may hold the last stable offset below the end for any time.
    if (options.exit && options.readCommitted) {
      range.stop = Math.min(range.stop ?? Infinity, response.lastStableOffset);
    }
    chunks.push({ range, records: before(range.stop, records), next: Math.min(next, range.stop ?? next) });
  }
  return chunks;
}

function before(stop: number | undefined, records: KafkaRecord[]): KafkaRecord[] {
  const last = records.at(-1);
  if (stop === undefined || last === undefined || last.offset < stop) return records;
  return records.filter(({ offset }) => offset < stop);
}

/** Brokers fill a response from the front: each partition gets its turn there. */
function rotated<Item>(items: Item[], turn: number): Item[] {
  const at = turn % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}
