import { describe, expect, it } from 'vitest';
import { avroFromJson } from '../../../../src/kafka/registry/avro-from-json.js';
import { avroEncoding, avroJsonWriter } from '../../../../src/kafka/registry/avro-json.js';
import { avroSchema } from '../../../../src/kafka/registry/avro-type.js';
import { parseJson } from '../../../../src/kafka/records/json.js';

const customer = await recordOf([
  { name: 'cust_id', type: 'int' },
  { name: 'cust_name', type: ['null', 'string'], default: null },
  { name: 'balance', type: 'long', default: 0 },
  { name: 'photo', type: 'bytes', default: '' },
  { name: 'tags', type: { type: 'array', items: ['string', 'long'] }, default: [] },
]);

async function recordOf(fields: unknown[]) {
  return avroSchema(JSON.stringify({ type: 'record', name: 'Customer', namespace: 'shop', fields }), []);
}

/** Through the binary form, as records are. */
function forms(schema: typeof customer, line: string) {
  const { type } = schema;
  const value = type.fromBuffer(type.toBuffer(avroFromJson(schema, parseJson(line))));
  const shown = (readableLogical: boolean) =>
    avroJsonWriter(type, { namedBranches: false, readableLogical })(value);
  return { plain: shown(true), raw: shown(false), avro: avroJsonWriter(type, avroEncoding)(value) };
}

describe('Avro as JSON', () => {
  it('writes records that contain themselves', async () => {
    const tree = await avroSchema(
      JSON.stringify({
        type: 'record',
        name: 'Node',
        fields: [
          { name: 'id', type: 'long' },
          { name: 'children', type: { type: 'array', items: 'Node' } },
          { name: 'named', type: { type: 'map', values: ['null', 'Node'] } },
        ],
      }),
      [],
    );
    const leaf = (id: number) => `{"id":${id},"children":[],"named":{}}`;
    const text = `{"id":1,"children":[${leaf(2)},${leaf(3)}],"named":{"a\\"b":null,"c":${leaf(4)}}}`;
    expect(forms(tree, text).plain).toBe(text);
    expect(forms(tree, text).avro).toBe(text.replace(leaf(4), `{"Node":${leaf(4)}}`));
  });

  it('spells unions out in the Avro encoding only', () => {
    expect(forms(customer, '{"cust_id":1,"cust_name":"Jon"}')).toMatchObject({
      plain: '{"cust_id":1,"cust_name":"Jon","balance":0,"photo":"","tags":[]}',
      avro: '{"cust_id":1,"cust_name":{"string":"Jon"},"balance":0,"photo":"","tags":[]}',
    });
  });

  it('reads both forms, keeps longs and bytes', () => {
    const line =
      '{"cust_id":2,"cust_name":{"string":"Al"},"balance":9223372036854775807,"photo":"\\u0000ÿ","tags":[{"long":5},"x"]}';
    expect(forms(customer, line).plain).toBe(
      '{"cust_id":2,"cust_name":"Al","balance":9223372036854775807,"photo":"\\u0000ÿ","tags":[5,"x"]}',
    );
  });

  it.each([
    ['{"cust_name":"Jon"}', 'cust_id: is missing'],
    ['{"cust_id":"x"}', 'cust_id: expected int, got "x"'],
    ['{"cust_id":1,"nam":"x"}', 'nam: the schema has no such field'],
    ['{"cust_id":1,"balance":9223372036854775808}', 'balance: expected long, got 9223372036854775808'],
    ['{"cust_id":1,"tags":[true]}', 'tags[0]: expected one of string, long, got true'],
    ['{"cust_id":1,"photo":"€"}', 'photo: expected bytes, got "€"'],
    ['[]', 'expected shop.Customer, got []'],
  ])('says what is wrong with %s', (line, message) => {
    expect(() => avroFromJson(customer, parseJson(line))).toThrow(message);
  });

  it('uses a default of any branch of a union', async () => {
    const schema = await recordOf([
      { name: 'city', type: ['null', 'string'], default: 'Rome' },
      {
        name: 'at',
        type: ['null', { type: 'record', name: 'At', fields: [{ name: 'x', type: 'long', default: 5 }] }],
      },
    ]);
    expect(forms(schema, '{"at":{}}').plain).toBe('{"city":"Rome","at":{"x":5}}');
  });

  const amount = { type: 'bytes', logicalType: 'decimal', precision: 24, scale: 2 };
  it.each([
    [{ type: 'int', logicalType: 'date' }, '"2024-02-29"', '19782'],
    [{ type: 'int', logicalType: 'time-millis' }, '"23:59:59.001"', '86399001'],
    [{ type: 'long', logicalType: 'time-micros' }, '"00:00:01.000002"', '1000002'],
    [{ type: 'long', logicalType: 'timestamp-millis' }, '"1969-12-31T23:59:59.999Z"', '-1'],
    [{ type: 'long', logicalType: 'timestamp-micros' }, '"2024-01-31T12:00:00.123456Z"', '1706702400123456'],
    [{ type: 'long', logicalType: 'timestamp-nanos' }, '"1970-01-01T00:00:00.000000001Z"', '1'],
    [{ type: 'long', logicalType: 'local-timestamp-millis' }, '"1970-01-02T00:00:00.000"', '86400000'],
    [amount, '-12.50', '"û\\u001e"'],
    [amount, '1234567890123456789.01', '"\\u0006±N\u009f\u0081/6l5"'],
    [{ ...amount, type: 'fixed', name: 'Amount', size: 4 }, '0.01', '"\\u0000\\u0000\\u0000\\u0001"'],
    [
      { type: 'fixed', name: 'Id', size: 16, logicalType: 'uuid' },
      '"61626364-6566-6768-696a-6b6c6d6e6f70"',
      '"abcdefghijklmnop"',
    ],
  ])('shows and reads %j as text, or raw', async (type, readable, raw) => {
    const schema = await recordOf([{ name: 'v', type: ['null', type] }]);
    for (const line of [`{"v":${readable}}`, `{"v":${raw}}`]) {
      expect(forms(schema, line)).toMatchObject({ plain: `{"v":${readable}}`, raw: `{"v":${raw}}` });
    }
  });

  it.each([
    [amount, '"12.30"', 'a decimal is written as a number, without quotes'],
    [amount, '"123456"', 'a decimal is written as a number, without quotes'],
    [amount, '12.345', '12.345 does not fit a decimal with 2 digits after the point'],
    [{ type: 'int', logicalType: 'date' }, '"2026-02-30"', 'expected int'],
    [{ type: 'long', logicalType: 'timestamp-millis' }, '"2026-02-30T00:00:00Z"', 'expected long'],
  ])('refuses %j from %s, which would be another value', async (type, text, words) => {
    const schema = await recordOf([{ name: 'v', type }]);
    expect(() => forms(schema, `{"v":${text}}`)).toThrow(words);
  });

  it('shows what does not fit its logical type as it is', async () => {
    const schema = await recordOf([
      { name: 'day', type: { type: 'string', logicalType: 'date' } },
      { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
    ]);
    const line = '{"day":"today","at":9223372036854775807}';
    expect(forms(schema, line).plain).toBe(line);
  });
});
