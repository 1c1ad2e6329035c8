import { crc32c } from './crc32c.js';
import type { Header, NewRecord } from '../records/record.js';

/** What compresses the records of a batch; `codec` is Kafka's number for it (1 gzip, 2 snappy, 3 lz4, 4 zstd). */
export interface Packer {
  codec: number;
  pack: (records: Buffer) => Buffer | Promise<Buffer>;
}

const headBytes = 61;
const firstCapacity = 16 * 1024;
/** The longest varint of a time or a length. */
const varintBytes = 10;
const noHeaders: Header[] = [];

/** Writes records into one batch of Kafka's format, magic 2 (KIP-98), in a single growing buffer. */
export class RecordBatchWriter {
  private buffer = Buffer.allocUnsafe(firstCapacity);
  private end = headBytes;
  /** Records so far. */
  count = 0;
  private firstTimestamp = 0;
  private maxTimestamp = -1;

  /**
   * @param now the time of a record that has none of its own, in milliseconds since the epoch
   * @returns by how many bytes the batch has grown
   */
  add(record: NewRecord, now: number): number {
    const { key, value, headers = noHeaders, timestamp = now } = record;
    const before = this.count === 0 ? 0 : this.end;
    if (this.count === 0) this.firstTimestamp = timestamp;
    this.maxTimestamp = Math.max(this.maxTimestamp, timestamp);
    const delta = timestamp - this.firstTimestamp;
    let length = 1 + sizeOf(delta) + sizeOf(this.count) + sizeOfBytes(key) + sizeOfBytes(value);
    length += sizeOf(headers.length);
    for (const [name, bytes] of headers) length += sizeOfText(name) + sizeOfBytes(bytes);
    this.reserve(length + varintBytes);
    this.varint(length);
    this.buffer[this.end++] = 0; // attributes of the record, unused
    this.varint(delta);
    this.varint(this.count);
    this.bytes(key);
    this.bytes(value);
    this.varint(headers.length);
    for (const [name, bytes] of headers) {
      this.text(name);
      this.bytes(bytes);
    }
    this.count++;
    return this.end - before;
  }

  /** The whole batch; nothing can be added after it. @param packer compresses the records */
  async finish(packer: Packer | undefined): Promise<Buffer> {
    let batch = this.buffer.subarray(0, this.end);
    if (packer) {
      const packed = await packer.pack(batch.subarray(headBytes));
      batch = Buffer.concat([batch.subarray(0, headBytes), packed]);
    }
    batch.writeBigInt64BE(0n, 0); // first offset: the broker's to say
    batch.writeInt32BE(batch.length - 12, 8);
    batch.writeInt32BE(-1, 12); // epoch of the leader
    batch.writeInt8(2, 16); // magic
    batch.writeInt16BE(packer?.codec ?? 0, 21);
    batch.writeInt32BE(this.count - 1, 23);
    batch.writeBigInt64BE(BigInt(this.firstTimestamp), 27);
    batch.writeBigInt64BE(BigInt(this.maxTimestamp), 35);
    batch.writeBigInt64BE(-1n, 43); // no producer id,
    batch.writeInt16BE(-1, 51); // epoch
    batch.writeInt32BE(-1, 53); // and sequence: not idempotent
    batch.writeInt32BE(this.count, 57);
    batch.writeUInt32BE(crc32c(batch.subarray(21)), 17);
    return batch;
  }

  private reserve(length: number): void {
    const needed = this.end + length;
    if (needed <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2));
    larger.set(this.buffer.subarray(0, this.end));
    this.buffer = larger;
  }

  private bytes(bytes: Buffer | null): void {
    if (bytes === null) {
      this.varint(-1);
      return;
    }
    this.varint(bytes.length);
    this.buffer.set(bytes, this.end);
    this.end += bytes.length;
  }

  private text(text: string): void {
    this.varint(Buffer.byteLength(text));
    this.end += this.buffer.write(text, this.end);
  }

  private varint(value: number): void {
    let rest = zigzag(value);
    while (rest >= 128) {
      this.buffer[this.end++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.buffer[this.end++] = rest;
  }
}

/** Multiplied, not shifted: time deltas are 64 bits wide. */
function zigzag(value: number): number {
  return value >= 0 ? value * 2 : -value * 2 - 1;
}

/** Bytes of a number as a zig-zag varint. */
function sizeOf(value: number): number {
  let rest = zigzag(value);
  let size = 1;
  while (rest >= 128) {
    rest = Math.floor(rest / 128);
    size++;
  }
  return size;
}

function sizeOfBytes(bytes: Buffer | null): number {
  return bytes === null ? 1 : sizeOf(bytes.length) + bytes.length;
}

function sizeOfText(text: string): number {
  const length = Buffer.byteLength(text);
  return sizeOf(length) + length;
}
