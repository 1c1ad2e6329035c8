import { decompress } from '../wire/compression.js';
import type { OutgoingBatch } from './produce-round.js';
import { ProduceRound } from './produce-round.js';
import type { Packer } from '../wire/record-batch-writer.js';
import { recordBatches } from '../wire/record-batch.js';
import type { KafkaRecord } from '../records/record.js';

/** Divides a batch in two, in the order of its records; a single record stays as it is. */
export async function divided(batch: OutgoingBatch, packer: Packer | undefined): Promise<OutgoingBatch[]> {
  if (batch.records < 2) return [batch];
  const records: KafkaRecord[] = [];
  const { partition, data } = batch;
  for (const { read } of recordBatches(data, { topic: '', partition }, decompress)) read(0, records);
  const middle = Math.ceil(records.length / 2);
  const rounds = [records.slice(0, middle), records.slice(middle)].map((part) => {
    const round = new ProduceRound(Infinity, () => partition);
    for (const record of part) round.add(record);
    return round.finish(packer);
  });
  return (await Promise.all(rounds)).flat();
}
