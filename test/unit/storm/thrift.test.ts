import { expect, test } from 'vitest';
import { decodeReply, encodeCall } from '../../../src/storm/thrift.js';

// Bytes as the Java client of Storm 2.8.3 writes them.

test('a call is a strict binary message in a frame', () => {
  const call = encodeCall('kill', {
    1: { type: 'string', value: 'é' },
    2: { type: 'struct', value: { 1: { type: 'i32', value: 5 }, 3: { type: 'bool', value: true } } },
  });
  expect(call.toString('hex')).toBe(
    [
      '0000002a',
      '80010001',
      '000000046b696c6c',
      '00000000',
      '0b000100000002c3a9',
      '0c0002',
      '08000100000005',
      '02000301',
      '00',
      '00',
    ]
      .join('')
      .replace('0000002a', (call.length - 4).toString(16).padStart(8, '0')),
  );
});

test('a map to integers is sent with its types and size', () => {
  const call = encodeCall('r', { 3: { type: 'map', value: { a: 2 } } });
  expect(call.subarray(4 + 4 + 5 + 4).toString('hex')).toBe(
    ['0d0003', '0b08', '00000001', '0000000161', '00000002', '00'].join(''),
  );
});

/** A reply whose success value (field 0) is the struct of these fields. */
function reply(fields: string, type = '02'): Buffer {
  return Buffer.from(`800100${type}0000000178000000000c0000${fields}0000`, 'hex');
}

test('a reply is read by field id, whatever the types and their order', () => {
  const answer = decodeReply(
    reply(
      [
        '0a0201' + '0000000100000000',
        '0b0001' + '00000003616263',
        '040002' + '3ff8000000000000',
        '0f0003' + '0c00000001' + '020004' + '01' + '00',
        '0d0009' + '0b0c00000001' + '0000000173' + '080001' + '00000007' + '00',
      ].join(''),
    ),
  );
  if (answer.kind !== 'result') throw new Error('no result');
  const struct = answer.struct.struct(0);
  expect(struct?.number(0x0201)).toBe(2 ** 32);
  expect(struct?.text(1)).toBe('abc');
  expect(struct?.number(2)).toBe(1.5);
  expect(struct?.structs(3)[0]?.flag(4)).toBe(true);
  expect(struct?.named(9).map(([name, value]) => [name, value.number(1)])).toEqual([['s', 7]]);
});

test('missing fields read as empty', () => {
  const answer = decodeReply(reply(''));
  if (answer.kind !== 'result') throw new Error('no result');
  const struct = answer.struct.struct(0);
  expect([struct?.text(1), struct?.number(1), struct?.flag(1), struct?.structs(1), struct?.named(1)]).toEqual(
    ['', 0, false, [], []],
  );
});

test('an error about the call is distinguished from a result', () => {
  const bytes = Buffer.from(
    '80010003' + '0000000178' + '00000000' + '0b0001' + '00000002' + '6e6f' + '00',
    'hex',
  );
  expect(decodeReply(bytes)).toEqual({ kind: 'exception', message: 'no' });
});

test.each(['', '80010002', '4854545020342e31', '80010002000000017800000000' + '0b0001' + '7fffffff'])(
  'bytes that are not a reply (%s) are refused',
  (hex) => {
    expect(() => decodeReply(Buffer.from(hex, 'hex'))).toThrow();
  },
);
