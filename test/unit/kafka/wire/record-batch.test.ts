import { describe, expect, it } from 'vitest';
import { decompress } from '../../../../src/kafka/wire/compression.js';
import type { FetchedPartition } from '../../../../src/kafka/wire/fetch.js';
import { readPartition } from '../../../../src/kafka/consume/read-partition.js';
import { batch } from '../../../support/record-batches.js';

/** A transaction's end: a batch of one record whose key is a version and a type. */
function marker(offset: number, type: 'abort' | 'commit', producerId: bigint): Buffer {
  const body = Buffer.from([0, 0, 0, 8, 0, 0, 0, type === 'abort' ? 0 : 1, 1, 0]);
  const made = Buffer.concat([
    batch(offset, [], { lastDelta: 0, attributes: 0x30, producerId }),
    Buffer.from([body.length * 2]),
    body,
  ]);
  made.writeInt32BE(made.length - 12, 8);
  made.writeInt32BE(1, 57);
  return made;
}

function read(data: Buffer[], from: number, aborted: FetchedPartition['aborted'] = [], readCommitted = true) {
  const fetched = { topic: 't', partition: 0, errorCode: 0, highWatermark: 99, lastStableOffset: 99 };
  const whole = { ...fetched, aborted, data: Buffer.concat(data) };
  const { records, next } = readPartition(whole, from, readCommitted, decompress);
  return { seen: records.map(({ offset, value }) => `${offset}${value?.toString() ?? ''}`).join(' '), next };
}

describe('readPartition', () => {
  it('reads from the middle of a batch on', () => {
    expect(read([batch(0, ['a', 'b', 'c']), batch(3, ['d'])], 1)).toEqual({ seen: '1b 2c 3d', next: 4 });
  });

  it('goes on behind offsets that compaction has emptied', () => {
    expect(read([batch(5, ['a'], { lastDelta: 9 })], 6)).toEqual({ seen: '', next: 15 });
    expect(read([batch(5, [], { lastDelta: 3 })], 5)).toEqual({ seen: '', next: 9 });
  });

  it('leaves a batch that is cut off to the next answer', () => {
    expect(read([batch(0, ['a']), batch(1, ['b']).subarray(0, 65)], 0)).toEqual({ seen: '0a', next: 1 });
  });

  it('leaves out aborted transactions where only committed ones are wanted', () => {
    const log = [
      batch(0, ['a'], { attributes: 0x10, producerId: 7n }),
      batch(1, ['b'], { attributes: 0x10, producerId: 8n }),
      marker(2, 'abort', 7n),
      marker(3, 'commit', 8n),
      batch(4, ['c'], { attributes: 0x10, producerId: 7n }),
      marker(5, 'commit', 7n),
    ];
    expect(read(log, 0, [{ producerId: 7n, firstOffset: 0 }])).toEqual({ seen: '1b 4c', next: 6 });
    expect(read(log, 0, [], false)).toEqual({ seen: '0a 1b 4c', next: 6 });
  });
});
