import type { FetchedPartition } from '../wire/fetch.js';
import type { KafkaRecord } from '../records/record.js';
import { recordBatches, type Decompress } from '../wire/record-batch.js';

export interface PartitionRead {
  records: KafkaRecord[];
  /** Where to read on; past gaps, markers and aborted records. */
  next: number;
}

/**
 * The records of a response from an offset on. Pure.
 * With `readCommitted` those of aborted transactions are left out, as KIP-98 has consumers do it.
 */
export function readPartition(
  fetched: FetchedPartition,
  from: number,
  readCommitted: boolean,
  decompress: Decompress,
): PartitionRead {
  const records: KafkaRecord[] = [];
  const toCome = readCommitted ? fetched.aborted.toSorted((a, b) => a.firstOffset - b.firstOffset) : [];
  const aborted = new Set<bigint>();
  let next = from;
  for (const batch of recordBatches(fetched.data, fetched, decompress)) {
    while (toCome[0] && toCome[0].firstOffset <= batch.lastOffset) {
      aborted.add(toCome[0].producerId);
      toCome.shift();
    }
    if (batch.marker === 'abort') aborted.delete(batch.producerId);
    const visible = batch.marker === undefined && !(batch.transactional && aborted.has(batch.producerId));
    if (visible) batch.read(from, records);
    next = Math.max(next, batch.lastOffset + 1);
  }
  return { records, next };
}
