import { consume } from '../kafka/consume/consume.js';
import type { RecordFormat } from './formats.js';
import type { Found } from './judge.js';

/** Reads the records of a drill from a topic, in the order of each partition, up to the current end. */
export async function readBack(
  brokers: string,
  { topic, id, format, since }: { topic: string; id: string; format: RecordFormat; since: number },
  signal: AbortSignal,
): Promise<Found[]> {
  const found: Found[] = [];
  // The clocks are the same: brokers run on this machine.
  const range = { from: { kind: 'time' as const, ms: since } };
  const reading = { topics: [topic], range, exit: true, readCommitted: false, signal };
  for await (const records of consume(brokers, reading)) {
    for (const { value, partition } of records) {
      const number = format.read(id, value?.toString() ?? '');
      if (number !== undefined) found.push({ number, partition });
    }
  }
  return found;
}
