import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import type { Header, KafkaRecord } from '../records/record.js';

/** What a batch says of itself; fields and offsets as in Kafka's RecordBatch, magic 2 (KIP-98). */
export interface RecordBatch {
  baseOffset: number;
  /** The batch covers its offsets up to here, also where compaction has left no record. */
  lastOffset: number;
  producerId: bigint;
  transactional: boolean;
  /** A transaction's marker: `abort`, `commit`, or undefined for a batch of records. */
  marker: 'abort' | 'commit' | undefined;
  /** Puts the records from an offset on into a list. */
  read: (fromOffset: number, into: KafkaRecord[]) => void;
}

/** Unpacks a compressed batch; `codec` is Kafka's number for it (1 gzip, 2 snappy, 3 lz4, 4 zstd). */
export type Decompress = (codec: number, data: Buffer) => Buffer;

const headBytes = 12;
const overheadBytes = 61;
const magicTwo = 2;
const codecMask = 0x07;

/**
 * The whole batches in a fetched part of a log; the last one may be cut off, and is left out.
 * Keys and values are views of `data`, not copies.
 * @throws StreamkitError RECORDS_DAMAGED, also for a batch in a format older than Kafka 0.11, which brokers do not keep
 */
export function* recordBatches(
  data: Buffer,
  source: { topic: string; partition: number },
  decompress: Decompress,
): Generator<RecordBatch> {
  let at = 0;
  while (at + overheadBytes <= data.length) {
    const end = endOfBatch(data, at);
    if (end > data.length) return;
    const magic = data.readInt8(at + 16);
    if (magic !== magicTwo) throw damaged(`a batch has the unknown format ${magic}`);
    yield batchAt(data.subarray(at, end), source, decompress);
    at = end;
  }
}

/** Kafka's numbers of the compression codecs of the whole batches in a part of a log; 0 for none. */
export function codecsIn(data: Buffer): Set<number> {
  const codecs = new Set<number>();
  let at = 0;
  while (at + overheadBytes <= data.length) {
    codecs.add(data.readInt16BE(at + 21) & codecMask);
    at = endOfBatch(data, at);
  }
  return codecs;
}

function endOfBatch(data: Buffer, at: number): number {
  const end = at + headBytes + data.readInt32BE(at + 8);
  if (end < at + overheadBytes) throw damaged('a batch is shorter than its own head');
  return end;
}

function batchAt(
  batch: Buffer,
  source: { topic: string; partition: number },
  decompress: Decompress,
): RecordBatch {
  const baseOffset = Number(batch.readBigInt64BE(0));
  const attributes = batch.readInt16BE(21);
  const codec = attributes & codecMask;
  const packed = batch.subarray(overheadBytes);
  const isControl = (attributes & 0x20) !== 0;
  return {
    baseOffset,
    lastOffset: baseOffset + batch.readInt32BE(23),
    producerId: batch.readBigInt64BE(43),
    transactional: (attributes & 0x10) !== 0,
    marker: isControl ? markerIn(packed) : undefined,
    read(fromOffset, into) {
      const count = batch.readInt32BE(57);
      if (count <= 0) return;
      const reader = new Reader(codec === 0 ? packed : decompress(codec, packed));
      const firstTimestamp = Number(batch.readBigInt64BE(27));
      // With LogAppendTime all records of a batch carry the broker's own time.
      const appendTime = (attributes & 0x08) === 0 ? undefined : Number(batch.readBigInt64BE(35));
      for (let index = 0; index < count; index++) {
        const end = reader.endOfRecord();
        reader.at++; // attributes of the record, unused
        const timestamp = firstTimestamp + reader.varint();
        const offset = baseOffset + reader.varint();
        if (offset >= fromOffset) {
          into.push({
            topic: source.topic,
            partition: source.partition,
            offset,
            timestamp: appendTime ?? timestamp,
            key: reader.bytes(),
            value: reader.bytes(),
            headers: reader.headers(),
          });
        }
        reader.at = end;
      }
    },
  };
}

/** A marker is a batch of one record whose key is its version and its type, 0 for abort. */
function markerIn(records: Buffer): RecordBatch['marker'] {
  const reader = new Reader(records);
  reader.varint();
  reader.at++;
  reader.varint();
  reader.varint();
  const key = reader.bytes();
  if (key === null || key.length < 4) throw damaged('a transaction ends in no known way');
  return key.readInt16BE(2) === 0 ? 'abort' : 'commit';
}

const noHeaders: Header[] = [];
const longestVarint = 10;

/** Zig-zag varints and what Kafka builds of them. */
class Reader {
  at = 0;

  constructor(private readonly data: Buffer) {}

  varint(): number {
    const start = this.at;
    let result = 0;
    let scale = 1;
    let byte: number;
    do {
      byte = this.data[this.at++] ?? 0;
      // Multiplied, not shifted: time deltas are 64 bits wide.
      result += (byte & 0x7f) * scale;
      scale *= 128;
    } while (byte >= 128);
    if (this.at > this.data.length || this.at - start > longestVarint) throw damaged('a number is cut off');
    return result % 2 === 0 ? result / 2 : -(result + 1) / 2;
  }

  /** Reads how long a record is. */
  endOfRecord(): number {
    const length = this.varint();
    const end = this.at + length;
    if (length <= 0 || end > this.data.length) throw damaged('a record is cut off');
    return end;
  }

  bytes(): Buffer | null {
    const length = this.varint();
    if (length < 0) return null;
    const start = this.at;
    this.at += length;
    if (this.at > this.data.length) throw damaged('a record is cut off');
    return this.data.subarray(start, this.at);
  }

  headers(): Header[] {
    const count = this.varint();
    if (count === 0) return noHeaders;
    if (count < 0 || count > this.data.length - this.at) throw damaged('a record is cut off');
    return Array.from({ length: count }, () => [this.bytes()?.toString() ?? '', this.bytes()]);
  }
}

function damaged(what: string): StreamkitError {
  return new StreamkitError('RECORDS_DAMAGED', `What Kafka sent cannot be read: ${what}.`, {
    service: 'kafka',
    suggestions: [suggest('Read from an offset behind it', 'consume', 'TOPIC', '--offset', 'NUMBER')],
  });
}
