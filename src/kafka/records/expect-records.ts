import { StreamkitError } from '../../shared/errors.js';
import type { KafkaRecord } from './record.js';

export interface Expectation {
  count: number;
  withinMs: number;
}

/**
 * The records that a source brings, which must be as many as expected when it ends; it is told to end when their time is
 * over, and ends by itself when it has brought them.
 * @param open opens the source with the signal that ends it
 * @throws StreamkitError EXPECTATION_FAILED
 */
export async function* expectRecords(
  open: (signal: AbortSignal) => AsyncIterable<KafkaRecord[]>,
  { count, withinMs }: Expectation,
  signal: AbortSignal,
): AsyncGenerator<KafkaRecord[]> {
  const deadline = AbortSignal.timeout(withinMs);
  let seen = 0;
  try {
    for await (const piece of open(AbortSignal.any([signal, deadline]))) {
      seen += piece.length;
      yield piece;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!deadline.aborted) throw error;
  }
  if (seen >= count) return;
  const when = deadline.aborted ? `within ${withinMs / 1000} s` : 'up to the end';
  throw new StreamkitError('EXPECTATION_FAILED', `Expected ${count} records ${when}, but saw ${seen}.`);
}
