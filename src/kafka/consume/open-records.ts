import { consume } from './consume.js';
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
 * The records that a request is for, filtered, counted and compared with what was expected.
 * @throws what `consume` and `expectRecords` throw
 */
export function openRecords(broker: string, source: RecordSource): AsyncGenerator<KafkaRecord[]> {
  const open = (signal: AbortSignal) =>
    consume(broker, { ...source, selection: new RecordSelection(source.filter, source.max), signal });
  return source.expectation ? expectRecords(open, source.expectation, source.signal) : open(source.signal);
}
