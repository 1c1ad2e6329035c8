import { consume } from '../kafka/consume/consume.js';
import { offsetRange } from '../kafka/consume/offset-range.js';

/** All values of a topic as text, as they are now. */
export async function allValues(broker: string, topic: string, signal: AbortSignal): Promise<string[]> {
  return (await allRawValues(broker, topic, signal)).map((value) => value.toString('utf8'));
}

/** All values of a topic as bytes; a tombstone is empty. */
export async function allRawValues(broker: string, topic: string, signal: AbortSignal): Promise<Buffer[]> {
  const values: Buffer[] = [];
  const range = offsetRange('start', Date.now());
  const reading = { topics: [topic], range, exit: true, readCommitted: false, signal };
  for await (const records of consume(broker, reading)) {
    values.push(...records.map(({ value }) => value ?? Buffer.alloc(0)));
  }
  return values;
}
