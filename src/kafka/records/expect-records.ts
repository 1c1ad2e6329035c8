import { StreamkitError } from '../../shared/errors.js';
import type { KafkaRecord } from './record.js';

export interface Expectation {
  count: number;
  withinMs: number;
}

/**
 * The records of a source, which must be as many as expected when it ends. A signal ends it when the time is over; it ends by
 * itself after the last expected record.
 * @param open opens the source with the signal that ends it
 * @throws StreamkitError EXPECTATION_FAILED
 */
export async function* expectRecords(
  open: (signal: AbortSignal) => AsyncIterable<KafkaRecord[]>,
  { count, withinMs }: Expectation,
  signal: AbortSignal,
): AsyncGenerator<KafkaRecord[]> {
  const deadline = AbortSignal.timeout(withinMs);
  let received = 0;
  try {
    for await (const records of open(AbortSignal.any([signal, deadline]))) {
      received += records.length;
      yield records;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!deadline.aborted) throw error;
  }
  if (received >= count) return;
  const when = deadline.aborted ? `within ${withinMs / 1000} s` : 'before the end';
  throw new StreamkitError(
    'EXPECTATION_FAILED',
    `Expected ${count} records ${when}, but received ${received}.`,
  );
}
