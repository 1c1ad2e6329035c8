import { describe, expect, it } from 'vitest';
import { recordOfRow, recordRow } from '../../../../src/kafka/records/json-each-row.js';
import type { KafkaRecord } from '../../../../src/kafka/records/record.js';

const at = { topic: 't', partition: 2, offset: 7, timestamp: 1_700_000_000_000 };

describe('json-each-row', () => {
  it.each<[string, Pick<KafkaRecord, 'key' | 'value' | 'headers'>]>([
    ['text', { key: Buffer.from('k'), value: Buffer.from('grüße 🎉\n"'), headers: [] }],
    ['bytes', { key: Buffer.from([0xff, 0]), value: Buffer.from([0, 0, 0, 0, 1, 0x80]), headers: [] }],
    ['a tombstone', { key: Buffer.from('k'), value: null, headers: [] }],
    ['empty ones', { key: Buffer.alloc(0), value: Buffer.alloc(0), headers: [] }],
    [
      'headers, in order and twice',
      {
        key: null,
        value: Buffer.from('v'),
        headers: [
          ['b', Buffer.from('1')],
          ['a', null],
          ['b', Buffer.from([0xfe])],
        ],
      },
    ],
  ])('gives %s back byte for byte', (_, content) => {
    const line = JSON.stringify(recordRow({ ...at, ...content }));
    expect(recordOfRow(line)).toEqual({ ...content, partition: 2, timestamp: at.timestamp });
  });

  it.each(['{', '[]', '{"key":"k"}', '{"value":1}', '{"value":"v","extra":1}', '{"value":{"base64":"%"}}'])(
    'refuses %s',
    (line) => {
      expect(() => recordOfRow(line)).toThrow();
    },
  );
});
