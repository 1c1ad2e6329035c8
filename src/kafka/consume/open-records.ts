import { expectRecords } from '../records/expect-records.js';
import type { KafkaRecord } from '../records/record.js';
import { RecordSelection, type SelectionOptions } from '../records/record-selection.js';
import { consume, type ConsumeOptions } from './consume.js';
import type { ConsumeRequest } from './consume-request.js';

export type RecordSource = Omit<ConsumeOptions, 'selection'> & Omit<SelectionOptions, 'max'> & ConsumeRequest;

/**
 * The records that a request is for, filtered, counted and compared with what was expected.
 * @throws what `consume` and `expectRecords` throw
 */
export function openRecords(broker: string, source: RecordSource): AsyncGenerator<KafkaRecord[]> {
  const open = (signal: AbortSignal) =>
    consume(broker, { ...source, selection: new RecordSelection(source), signal });
  return source.expectation ? expectRecords(open, source.expectation, source.signal) : open(source.signal);
}
