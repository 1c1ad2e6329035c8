import { expect, it } from 'vitest';
import type { KafkaRecord } from '../../../../src/kafka/records/record.js';
import type { SchemaCodec } from '../../../../src/kafka/registry/schema-codec.js';
import { ByteWriter } from '../../../../src/render/byte-writer.js';
import { recordFormatter, type RecordStyle } from '../../../../src/render/kafka/records.js';

const record: KafkaRecord = {
  topic: 't',
  partition: 1,
  offset: 2,
  timestamp: 0,
  key: Buffer.from('k'),
  value: Buffer.from('{"a":\r\n1}'),
  headers: [['h', null]],
};
const nothing = { keys: false, headers: false, timestamps: false, offsets: false };
const everything = { keys: true, headers: true, timestamps: true, offsets: true };

/** Decodes what begins with "avro:". */
const codec: SchemaCodec = {
  prepare: () => Promise.resolve(),
  avroEncoder: () => Promise.reject(new Error('unused')),
  encoder: () => Promise.reject(new Error('unused')),
  decode: (data) => {
    if (!data.toString().startsWith('avro:')) return undefined;
    return { plain: () => `{"plain":"${data.toString()}"}`, avro: () => '{"avro":1}' };
  },
};

function written(style: Partial<RecordStyle>, one: Partial<KafkaRecord> = {}): string {
  const out = new ByteWriter();
  recordFormatter({ ...nothing, ...style }, codec)({ ...record, ...one }, out);
  return out.take().toString();
}

it('json is one line of JSON for any value', () => {
  expect(written({ format: 'json' })).toBe('{"a": 1}\n');
  expect(written({ format: 'json' }, { value: null })).toBe('null\n');
  const texts = ['', 'text', '\r', '"', '{', 'NaN', '\u2028', '1\n2'];
  for (const value of texts) {
    const line = written(
      { format: 'json', ...everything },
      { key: Buffer.from(value), value: Buffer.from(value) },
    );
    expect(line.trimEnd()).not.toMatch(/[\r\n]/);
    expect(JSON.parse(line)).toMatchObject({ key: value, value });
  }
});

it('json with other fields is one object', () => {
  expect(JSON.parse(written({ format: 'json', ...everything }))).toEqual({
    timestamp: '1970-01-01T00:00:00.000Z',
    topic: 't',
    partition: 1,
    offset: 2,
    key: 'k',
    headers: [{ name: 'h', value: null }],
    value: { a: 1 },
  });
  expect(written({ format: 'json', keys: true }, { key: null })).toBe('{"key":null,"value":{"a": 1}}\n');
});

it('keys with a schema are decoded like values', () => {
  const one = { key: Buffer.from('avro:k'), value: Buffer.from('avro:v') };
  expect(written({ keys: true }, one)).toBe('{"plain":"avro:k"}\t{"plain":"avro:v"}\n');
  expect(written({ format: '%k=%v' }, one)).toBe('{"plain":"avro:k"}={"plain":"avro:v"}');
  expect(written({ format: 'avro', keys: true }, one)).toBe('{"avro":1}\t{"avro":1}\n');
  expect(written({ format: 'string', keys: true }, one)).toBe('avro:k\tavro:v\n');
  expect(written({ format: 'hex', keys: true }, { key: Buffer.from('k'), value: null })).toBe('6b\tnull\n');
});

it.for(['protobuf', 'JSON', 'xml', 'key-value'])('%s is refused: not a format, not a template', (word) => {
  expect(() => recordFormatter({ ...nothing, format: word }, undefined)).toThrow(`"${word}" is not a format`);
});
