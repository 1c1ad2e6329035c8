import { expect, test } from 'vitest';
import { aboutOf, generatedValues, keyOf } from '../../../../src/kafka/generate/generate.js';
import { schemaTypeOfFile, shapeOfSchema } from '../../../../src/kafka/generate/generated-schema.js';
import { withReference } from '../../../../src/kafka/generate/references.js';
import { shapeOfExample } from '../../../../src/kafka/generate/shape-of-example.js';
import type { Shape } from '../../../../src/kafka/generate/shape.js';
import { avroFromJson } from '../../../../src/kafka/registry/avro-from-json.js';
import { avroSchema } from '../../../../src/kafka/registry/avro-type.js';
import { protobufDecoder, protobufEncoder } from '../../../../src/kafka/registry/protobuf.js';
import type { WholeSchema } from '../../../../src/kafka/registry/stored-schema.js';
import { isJsonObject, writeJson, type Json } from '../../../../src/kafka/records/json.js';

async function values(
  shape: Shape,
  { topic = 'orders', seed = 1, count = 50, namedBranches = false } = {},
): Promise<Record<string, Json>[]> {
  const all: Json[] = [];
  for await (const list of generatedValues({ topic, shape, seed, count, namedBranches })) all.push(...list);
  return all.filter(isJsonObject);
}

const schema = (type: 'avro' | 'json' | 'protobuf', text: unknown) =>
  shapeOfSchema({ type, text: typeof text === 'string' ? text : JSON.stringify(text), imports: [] });
const jsonSchema = (properties: object, more = {}) =>
  schema('json', { type: 'object', required: Object.keys(properties), properties, ...more });

test('the same seed gives the same records; fields of a person agree; ids of the topic are not repeated', async () => {
  const shape = shapeOfExample({
    order_id: 7,
    customer_id: 7,
    firstName: 'A',
    name: 'A',
    price: 9.5,
    code: 'ORD-10',
    createdAt: 1,
  });
  const first = await values(shape, { count: 250 });
  expect(await values(shape, { count: 250 })).toEqual(first);
  expect(await values(shape, { count: 250, seed: 2 })).not.toEqual(first);
  expect(first.map((one) => one['order_id'])).toEqual(first.map((_, index) => index + 1));
  for (const { firstName, name, code, price } of first) {
    expect((name as string).startsWith(firstName as string)).toBe(true);
    expect(code).toMatch(/^ORD-\d\d$/);
    expect(price).toBeGreaterThan(0);
  }
});

test('values of an Avro schema can be encoded: unions, logical types, types that contain themselves', async () => {
  const text = JSON.stringify({
    type: 'record',
    name: 'Node',
    namespace: 'shop',
    fields: [
      { name: 'id', type: 'long' },
      { name: 'seconds', type: 'int' },
      { name: 'price', type: { type: 'bytes', logicalType: 'decimal', precision: 10, scale: 2 } },
      { name: 'day', type: { type: 'int', logicalType: 'date' } },
      { name: 'created_at', type: { type: 'long', logicalType: 'timestamp-micros' } },
      { name: 'local', type: { type: 'long', logicalType: 'local-timestamp-millis' } },
      { name: 'key', type: { type: 'string', logicalType: 'uuid' } },
      { name: 'either', type: ['null', 'string', 'int', { type: 'fixed', name: 'F', size: 3 }] },
      { name: 'kinds', type: { type: 'array', items: { type: 'enum', name: 'E', symbols: ['A', 'B'] } } },
      { name: 'again', type: { type: 'map', values: 'E' } },
      { name: 'children', type: { type: 'array', items: 'Node' } },
      { name: 'parent', type: ['null', 'Node'] },
    ],
  });
  const avro = await avroSchema(text, []);
  for (const value of await values(await schema('avro', text), { namedBranches: true }))
    expect(avro.type.toBuffer(avroFromJson(avro, value)).length).toBeGreaterThan(0);
});

test('values of a Protobuf schema can be encoded; comments name generators', async () => {
  const text = `syntax = "proto3"; import "google/protobuf/timestamp.proto";
    message Event {
      string email = 1; google.protobuf.Timestamp at = 2; enum Kind { KIND_UNKNOWN = 0; CLICK = 1; } Kind kind = 3;
      oneof what { string note = 4; int32 code = 5; } map<int32, Event> more = 6; Event parent = 7; bytes raw = 8;
      // faker: finance.iban
      string account = 9; repeated uint64 sizes = 10; optional bool flag = 11;
    }`;
  const whole: WholeSchema = { type: 'protobuf', text, imports: [] };
  const [encode, decode] = [await protobufEncoder(whole), await protobufDecoder(whole)];
  for (const value of await values(await schema('protobuf', text))) {
    const back = JSON.parse(decode(encode(writeJson(value)))) as typeof value;
    expect(back).toMatchObject({ email: value['email'], kind: 'CLICK', account: value['account'] });
    expect(value['account']).toMatch(/^[A-Z]{2}\d\d/);
    expect('note' in value).not.toBe('code' in value);
  }
});

test('values of a JSON Schema keep its limits', async () => {
  const shape = await jsonSchema(
    {
      sku: { type: 'string', pattern: '^[A-Z]{3}-\\d{4}$' },
      age: { type: 'integer', minimum: 3, maximum: 5 },
      share: { type: 'number', exclusiveMinimum: 0, maximum: 1, multipleOf: 0.01 },
      step: { type: 'integer', multipleOf: 5, minimum: 12, maximum: 24 },
      name: { type: 'string', minLength: 4, maxLength: 6 },
      kind: { enum: ['a', 3] },
      line: { $ref: '#/definitions/line' },
      both: {
        allOf: [{ $ref: '#/definitions/line' }, { properties: { extra: { const: 1 } }, required: ['extra'] }],
      },
      iban: { type: 'string', faker: 'finance.iban' },
      dice: { type: 'integer', 'x-faker': { 'number.int': { min: 7, max: 8 } } },
    },
    {
      definitions: {
        line: {
          type: 'object',
          required: ['qty'],
          properties: { qty: { type: 'integer' }, next: { $ref: '#/definitions/line' } },
        },
      },
    },
  );
  for (const value of await values(shape)) {
    expect(value['sku']).toMatch(/^[A-Z]{3}-\d{4}$/);
    expect([3, 4, 5]).toContain(value['age']);
    expect(value['share']).toBeGreaterThan(0);
    expect(value['share']).toBeLessThanOrEqual(1);
    expect([15, 20]).toContain(value['step']);
    expect(value['name']).toMatch(/^.{4,6}$/);
    expect(['a', 3]).toContain(value['kind']);
    expect(value['both']).toMatchObject({ extra: 1, qty: expect.any(Number) as number });
    expect([7, 8]).toContain(value['dice']);
  }
});

test('what cannot be generated is reported with the field', async () => {
  const failing = async (property: object) =>
    values(await jsonSchema({ a: { type: 'object', required: ['b'], properties: { b: property } } }));
  await expect(failing({ type: 'string', faker: 'finance.ibam' })).rejects.toThrow(
    'a.b: faker has no method finance.ibam.',
  );
  await expect(failing({ type: 'string', faker: 'helpers.constructor' })).rejects.toThrow(
    'faker has no method',
  );
  await expect(failing({ type: 'integer', faker: 'finance.iban' })).rejects.toThrow(
    'a.b: faker finance.iban does not return a value of this type.',
  );
  await expect(failing({ type: 'string', pattern: '^(?=x)y$' })).rejects.toThrow(
    'a.b: no text can be generated for the pattern',
  );
  await expect(jsonSchema({ a: { $ref: 'https://example.com/a' } })).rejects.toThrow(
    'is not in the same document',
  );
});

test('types of files, keys and what a topic is about', () => {
  expect(schemaTypeOfFile('a.proto', '')).toBe('protobuf');
  expect(schemaTypeOfFile('a.json', '{"type":"record","fields":[]}')).toBe('avro');
  expect(schemaTypeOfFile('a.json', '{"type":"object"}')).toBe('json');
  expect(() => schemaTypeOfFile('a.txt', 'x')).toThrow('--schema a.txt is not JSON');
  expect(keyOf({ a: { b: 1 } }, 'a.b')?.toString()).toBe('1');
  expect(keyOf({ a: null }, 'a')).toBeNull();
  expect(() => keyOf({ a: 1 }, 'b')).toThrow('--key b: the records have no such field.');
  expect(['shop.orders', 'new-deliveries', 'Order'].map(aboutOf)).toEqual(['order', 'delivery', 'order']);
});

test('a reference takes the values of a field from those given, in nested and optional fields and unions', async () => {
  const shape = shapeOfExample({ order_id: 7, customer: { id: 7 } });
  const referring = withReference(shape, 'customer.id', ['3', '5']);
  const found = (await values(referring)).map((one) => (one['customer'] as Record<string, Json>)['id']);
  expect(new Set(found)).toEqual(new Set([3, 5]));
  const union = await schema('avro', {
    type: 'record',
    name: 'Order',
    fields: [{ name: 'customer_id', type: ['null', 'long', 'string'], default: null }],
  });
  expect(
    await values(withReference(union, 'customer_id', ['a']), { namedBranches: true, count: 20 }),
  ).toEqual(Array(20).fill({ customer_id: { string: 'a' } }));
  expect(() => withReference(shape, 'customer.name', ['3'])).toThrow('the records have no such field');
  expect(() => withReference(shape, 'customer.id', ['Ann'])).toThrow('the field cannot have the value "Ann"');
});
