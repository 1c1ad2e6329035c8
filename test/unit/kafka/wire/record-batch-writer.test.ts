import { gunzipSync, gzipSync } from 'node:zlib';
import kafkajsMurmur2 from 'kafkajs/src/producer/partitioners/default/murmur2.js';
import { describe, expect, it } from 'vitest';
import { crc32c } from '../../../../src/kafka/wire/crc32c.js';
import { murmur2, partitioner } from '../../../../src/kafka/produce/partitioner.js';
import { RecordBatchWriter, type Packer } from '../../../../src/kafka/wire/record-batch-writer.js';
import { recordBatches } from '../../../../src/kafka/wire/record-batch.js';
import type { KafkaRecord, NewRecord } from '../../../../src/kafka/records/record.js';

const now = 1_700_000_000_000;

async function batchOf(records: NewRecord[], packer?: Packer): Promise<Buffer> {
  const writer = new RecordBatchWriter();
  for (const record of records) writer.add(record, now);
  return writer.finish(packer);
}

function recordsIn(batch: Buffer): KafkaRecord[] {
  const records: KafkaRecord[] = [];
  for (const { read } of recordBatches(batch, { topic: 't', partition: 0 }, (_, data) => gunzipSync(data))) {
    read(0, records);
  }
  return records;
}

const awkward: NewRecord[] = [
  { key: null, value: Buffer.from('plain') },
  { key: Buffer.from('k'), value: null, timestamp: now - 5_000_000_000 },
  { key: Buffer.alloc(0), value: Buffer.alloc(20_000, 'x'), timestamp: now + 9_000_000_000_000 },
  {
    key: Buffer.from([0xff]),
    value: Buffer.from('ü'),
    headers: [
      ['b', Buffer.from('1')],
      ['größe', null],
      ['b', Buffer.alloc(0)],
    ],
  },
  { key: null, value: Buffer.from('no time'), timestamp: -1 },
];

describe('RecordBatchWriter', () => {
  it.each([
    ['as they are', undefined],
    ['packed', { codec: 1, pack: (data: Buffer) => gzipSync(data) }],
  ])('writes records that are read back byte for byte, %s', async (_, packer) => {
    const batch = await batchOf(awkward, packer);
    const expected = awkward.map((record, offset) => ({
      topic: 't',
      partition: 0,
      offset,
      timestamp: now,
      headers: [],
      ...record,
    }));
    expect(recordsIn(batch)).toEqual(expected);
    expect(batch.readInt16BE(21)).toBe(packer ? 1 : 0);
  });

  it('writes the very bytes that the Java client writes', async () => {
    const header: [string, Buffer] = ['h', Buffer.from('1')];
    const batch = await batchOf([
      { key: Buffer.from('k'), value: Buffer.from('a'), headers: [header] },
      { key: null, value: Buffer.from('b'), timestamp: now + 1 },
    ]);
    // MemoryRecords of Kafka's Java client 3.9.2, uncompressed, with times of creation.
    const java = [
      '0000000000000000 00000046 ffffffff 02 67f957d8 0000 00000001',
      '0000018bcfe56800 0000018bcfe56801 ffffffffffffffff ffff ffffffff 00000002',
      '18 00 00 00 02 6b 02 61 02 02 68 02 31',
      '0e 00 02 02 01 02 62 00',
    ].join('');
    expect(batch.toString('hex')).toBe(java.replaceAll(' ', ''));
  });

  it('says by how much each record makes the batch larger', async () => {
    const writer = new RecordBatchWriter();
    const grown = awkward.map((record) => writer.add(record, now));
    const batch = await writer.finish(undefined);
    expect(grown.reduce((sum, bytes) => sum + bytes)).toBe(batch.length);
  });
});

it('crc32c agrees with RFC 3720, whatever the length', () => {
  expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa);
  expect(crc32c(Buffer.alloc(32, 0xff))).toBe(0x62a8ab43);
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
  expect(crc32c(Buffer.alloc(0))).toBe(0);
});

describe('partitioner', () => {
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('hashes %s as Java does', (key, hash) => {
    expect(murmur2(Buffer.from(key))).toBe(hash);
  });

  it('hashes bytes of any length as kafkajs does', () => {
    for (let length = 0; length < 40; length++) {
      const key = Buffer.from(Array.from({ length }, (_, at) => (at * 37 + length * 101) & 0xff));
      expect(murmur2(key)).toBe(kafkajsMurmur2(key));
    }
  });

  it('takes the partition that is named, else that of the key, else each in turn', () => {
    const choose = partitioner(3);
    const value = Buffer.from('v');
    expect(choose({ key: Buffer.from('k'), value, partition: 2 })).toBe(2);
    expect(choose({ key: Buffer.from('foobar'), value })).toBe((-790332482 & 0x7fffffff) % 3);
    const turns = Array.from({ length: 6 }, () => choose({ key: null, value }));
    expect(turns.slice(0, 3).sort()).toEqual([0, 1, 2]);
    expect(turns.slice(3)).toEqual(turns.slice(0, 3));
  });
});
