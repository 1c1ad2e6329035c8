import { consume } from './consume.js';
import { consumeGroup } from './consume-group.js';
import type { ConsumeRequest } from './consume-request.js';
import { expectRecords } from '../records/expect-records.js';
import type { KafkaRecord } from '../records/record.js';
import type { RecordFilter } from '../records/record-filter.js';
import { RecordSelection } from '../records/record-selection.js';

export interface RecordSource extends ConsumeRequest {
  topics: string[];
  partitions: number[] | undefined;
  group: string | undefined;
  exit: boolean;
  readCommitted: boolean;
  filter: RecordFilter | undefined;
  signal: AbortSignal;
  onReady?: (() => void) | undefined;
}

/**
 * The records that a request is for, with a group or without one, chosen, counted and held against what was expected.
 * @throws what `consume`, `consumeGroup` and `expectRecords` throw
 */
export function openRecords(broker: string, source: RecordSource): AsyncGenerator<KafkaRecord[]> {
  const open = (signal: AbortSignal) => {
    const selection = new RecordSelection(source.filter, source.max);
    const { group, range } = source;
    if (group === undefined) return selected(consume(broker, { ...source, signal }), selection);
    return consumeGroup(broker, { ...source, group, from: range.from, selection, signal });
  };
  return source.expectation ? expectRecords(open, source.expectation, source.signal) : open(source.signal);
}

async function* selected(
  pieces: AsyncIterable<KafkaRecord[]>,
  selection: RecordSelection,
): AsyncGenerator<KafkaRecord[]> {
  for await (const piece of pieces) {
    const { wanted, enough } = await selection.take(piece);
    if (wanted.length > 0) yield wanted;
    if (enough) return;
  }
}
