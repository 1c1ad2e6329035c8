import { expect, it } from 'vitest';
import {
  array,
  FlexibleReader,
  int32,
  int64,
  nullable,
  struct,
  text,
} from '../../../../src/kafka/wire/flexible.js';

const message = struct({
  id: int32,
  name: text,
  partitions: array(struct({ partition: int32, offset: int64 })),
  endpoint: nullable(struct({ host: text })),
});

const bytes = Buffer.from([
  ...[0, 0, 0, 7],
  ...[3, 0x68, 0x69], // "hi"
  ...[2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 5, 0], // one partition, without tagged fields
  0xff, // no endpoint
  ...[1, 0, 2, 9, 9], // one tagged field of two bytes
]);

it('reads the fields of a message in order, and skips tagged fields', () => {
  const reader = new FlexibleReader(bytes);
  expect(message(reader)).toEqual({
    id: 7,
    name: 'hi',
    partitions: [{ partition: 1, offset: 5 }],
    endpoint: undefined,
  });
  expect(reader.left).toBe(0);
});

it('refuses a message that is cut off at any byte', () => {
  for (let length = 0; length < bytes.length; length++) {
    expect(() => message(new FlexibleReader(bytes.subarray(0, length)))).toThrow('cut off');
  }
});

it('refuses an array that claims more items than there are bytes', () => {
  const claim = Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0, 0, 1]);
  expect(() => array(int32)(new FlexibleReader(claim))).toThrow('cut off');
});
