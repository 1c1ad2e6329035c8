import avro from 'avsc';
import { describe, expect, it } from 'vitest';
import { avroFromJson, avroToJson, type AvroType } from '../../../../src/kafka/registry/avro-json.js';
import { bigLongs } from '../../../../src/kafka/registry/avro-long.js';
import { parseJson, writeJson } from '../../../../src/kafka/records/json.js';

const typeHook = await bigLongs();

function typeOf(schema: unknown): AvroType {
  return avro.Type.forSchema(schema as avro.Schema, { wrapUnions: true, typeHook }) as unknown as AvroType;
}

const customer = typeOf({
  type: 'record',
  name: 'Customer',
  fields: [
    { name: 'cust_id', type: 'int' },
    { name: 'cust_name', type: ['null', 'string'], default: null },
    { name: 'balance', type: 'long', default: 0 },
    { name: 'photo', type: 'bytes', default: '' },
    { name: 'tags', type: { type: 'array', items: ['string', 'long'] }, default: [] },
  ],
});

/** Through the binary form, as it happens. */
function both(line: string): { plain: string; avro: string } {
  const value = customer.fromBuffer(customer.toBuffer(avroFromJson(customer, parseJson(line))));
  return {
    plain: writeJson(avroToJson(customer, value, false)),
    avro: writeJson(avroToJson(customer, value, true)),
  };
}

describe('Avro as JSON', () => {
  it('spells unions out in the Avro encoding only', () => {
    expect(both('{"cust_id":1,"cust_name":"Jon"}')).toEqual({
      plain: '{"cust_id":1,"cust_name":"Jon","balance":0,"photo":"","tags":[]}',
      avro: '{"cust_id":1,"cust_name":{"string":"Jon"},"balance":0,"photo":"","tags":[]}',
    });
  });

  it('reads both forms, keeps longs and bytes', () => {
    const line =
      '{"cust_id":2,"cust_name":{"string":"Al"},"balance":9223372036854775807,"photo":"\\u0000ÿ","tags":[{"long":5},"x"]}';
    expect(both(line).plain).toBe(
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
    ['[]', 'expected Customer, got []'],
  ])('says what is wrong with %s', (line, message) => {
    expect(() => avroFromJson(customer, parseJson(line))).toThrow(message);
  });
});
