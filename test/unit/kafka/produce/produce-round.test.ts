import { expect, it } from 'vitest';
import { ProduceRound } from '../../../../src/kafka/produce/produce-round.js';
import { divided } from '../../../../src/kafka/produce/split-batch.js';
import { recordBatches } from '../../../../src/kafka/wire/record-batch.js';
import type { KafkaRecord, NewRecord } from '../../../../src/kafka/records/record.js';
import { decompress } from '../../../../src/kafka/wire/compression.js';

const record = (text: string, more: Partial<NewRecord> = {}): NewRecord => ({
  key: null,
  value: Buffer.from(text),
  ...more,
});

function valuesIn(data: Buffer): string {
  const records: KafkaRecord[] = [];
  for (const { read } of recordBatches(data, { topic: 't', partition: 0 }, decompress)) read(0, records);
  return records.map(({ value }) => value?.toString()).join(' ');
}

it('gathers a batch for each partition, in the order of the records', async () => {
  const round = new ProduceRound(10_000, ({ partition = 0 }) => partition);
  for (const [text, partition] of [
    ['a', 0],
    ['b', 1],
    ['c', 0],
  ] as const) {
    round.add(record(text, { partition, headers: [['n', Buffer.from('12')]] }));
  }
  const batches = await round.finish(undefined);
  expect(batches.map(({ data, ...rest }) => ({ ...rest, values: valuesIn(data) }))).toEqual([
    { partition: 0, records: 2, bytes: 8, acknowledged: false, values: 'a c' },
    { partition: 1, records: 1, bytes: 4, acknowledged: false, values: 'b' },
  ]);
});

it('has room for any record when empty, and never grows above its limit otherwise', async () => {
  const round = new ProduceRound(1000, () => 0);
  expect(round.hasRoom(record('x'.repeat(5000)))).toBe(true);
  while (round.hasRoom(record('twenty bytes of text'))) round.add(record('twenty bytes of text'));
  const [batch] = await round.finish(undefined);
  expect(batch?.data.length).toBeLessThanOrEqual(1000);
  expect(batch?.records).toBeGreaterThan(25);
});

it('is divided in two that keep order and timestamps', async () => {
  const round = new ProduceRound(10_000, () => 4);
  for (const text of ['a', 'b', 'c']) round.add(record(text, { timestamp: 7 }));
  const [whole] = await round.finish(undefined);
  if (!whole) throw new Error('no batch');
  const parts = await divided(whole, undefined);
  expect(
    parts.map(({ partition, records, data }) => ({ partition, records, values: valuesIn(data) })),
  ).toEqual([
    { partition: 4, records: 2, values: 'a b' },
    { partition: 4, records: 1, values: 'c' },
  ]);
  expect(parts[0]?.data.readBigInt64BE(35)).toBe(7n);
});
