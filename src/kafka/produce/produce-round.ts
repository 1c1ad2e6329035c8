import type { Partitioner } from './partitioner.js';
import type { NewRecord } from '../records/record.js';
import { RecordBatchWriter, type Packer } from '../wire/record-batch-writer.js';

/** A batch as it goes to the broker. */
export interface OutgoingBatch {
  partition: number;
  records: number;
  /** Keys, values and headers, before compression. */
  bytes: number;
  data: Buffer;
  acknowledged: boolean;
}

/** The largest size of a batch's head, and of a record's lengths, timestamp and offset. */
const recordOverhead = 100;
const headerOverhead = 10;

/** Records that are sent together: a batch per partition, all of them together no larger than one batch may be. */
export class ProduceRound {
  private readonly gathered = new Map<number, { writer: RecordBatchWriter; bytes: number }>();
  private size = 0;

  /** @param maxBytes of the round; a larger record is sent alone */
  constructor(
    private readonly maxBytes: number,
    private readonly partitionOf: Partitioner,
  ) {}

  get isEmpty(): boolean {
    return this.size === 0;
  }

  hasRoom(record: NewRecord): boolean {
    const most = bytesOf(record) + recordOverhead + (record.headers?.length ?? 0) * headerOverhead;
    return this.isEmpty || this.size + most <= this.maxBytes;
  }

  /** Copies a record into the batch of its partition. @throws what the partitioner throws */
  add(record: NewRecord): void {
    const partition = this.partitionOf(record);
    let batch = this.gathered.get(partition);
    if (!batch) this.gathered.set(partition, (batch = { writer: new RecordBatchWriter(), bytes: 0 }));
    this.size += batch.writer.add(record, Date.now());
    batch.bytes += bytesOf(record);
  }

  /** The batches, ready to be sent. @param packer for compressing them */
  async finish(packer: Packer | undefined): Promise<OutgoingBatch[]> {
    return Promise.all(
      [...this.gathered].map(async ([partition, { writer, bytes }]) => ({
        partition,
        records: writer.count,
        bytes,
        data: await writer.finish(packer),
        acknowledged: false,
      })),
    );
  }
}

function bytesOf({ key, value, headers }: NewRecord): number {
  let bytes = (key?.length ?? 0) + (value?.length ?? 0);
  for (const [name, text] of headers ?? []) bytes += Buffer.byteLength(name) + (text?.length ?? 0);
  return bytes;
}
