import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { avroFromJson } from '../../src/kafka/registry/avro-from-json.js';
import { avroEncoding, avroJsonWriter } from '../../src/kafka/registry/avro-json.js';
import { avroSchema } from '../../src/kafka/registry/avro-type.js';
import { decompress, loadCodecs } from '../../src/kafka/wire/compression.js';
import { parseJson, writeJson } from '../../src/kafka/records/json.js';
import { recordOfRow, recordRow } from '../../src/kafka/records/json-each-row.js';
import { parseRecords, inputFormats } from '../../src/kafka/produce/parse-records.js';
import { codecsIn } from '../../src/kafka/wire/record-batch.js';
import { readPartition } from '../../src/kafka/consume/read-partition.js';
import { openSchemaCodec } from '../../src/kafka/registry/schema-codec.js';
import { damaged, hostileBytes, hostileJson, hostileText, orRefused } from '../support/hostile.js';
import { batch } from '../support/record-batches.js';

const whole = Buffer.concat([
  batch(0, ['a', 'b', 'c']),
  batch(3, ['d', 'e'], { attributes: 0x10, producerId: 7n }),
]);

const read = (data: Buffer) =>
  readPartition(
    { topic: 't', partition: 0, errorCode: 0, highWatermark: 9, lastStableOffset: 9, aborted: [], data },
    0,
    true,
    decompress,
  );

beforeAll(async () => loadCodecs([1, 2, 3, 4]));

test('pieces of a log', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(damaged(whole), hostileBytes), async (data) => {
      const codecs = await orRefused(() => codecsIn(data));
      const known = codecs && (await orRefused(async () => loadCodecs(codecs).then(() => true)));
      if (!known) return;
      const found = await orRefused(() => read(data));
      // What was read lies in what was given, and reading goes on.
      expect(found?.next ?? 0).toBeGreaterThanOrEqual(0);
      for (const { value } of found?.records ?? []) expect((value?.length ?? 0) <= data.length).toBe(true);
    }),
    { numRuns: 2500 },
  );
});

test('packed records', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), hostileBytes, async (codec, data) => {
      await orRefused(() => decompress(codec, data));
    }),
    { numRuns: 1000 },
  );
});

test('json-each-row takes back what it gave, and refuses the rest', async () => {
  const bytes = fc.option(fc.uint8Array({ maxLength: 40 }).map((data) => Buffer.from(data)));
  const headers = fc.array(fc.tuple(fc.string(), bytes), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(bytes, bytes, headers, hostileJson, async (key, value, pairs, text) => {
      const named = pairs.map(([name, data]): [string, Buffer | null] => [name, data]);
      const record = { topic: 't', partition: 1, offset: 2, timestamp: 3, key, value, headers: named };
      expect(recordOfRow(JSON.stringify(recordRow(record)))).toEqual({
        key,
        value,
        headers: named,
        partition: 1,
        timestamp: 3,
      });
      await orRefused(() => recordOfRow(text));
    }),
    { numRuns: 1000 },
  );
});

test('lines of input in every format', async () => {
  await fc.assert(
    fc.asyncProperty(
      hostileBytes,
      fc.constantFrom(...inputFormats),
      hostileText,
      async (line, format, separator) => {
        const options = {
          format,
          key: undefined,
          keySeparator: separator === '' ? undefined : Buffer.from(separator),
        };
        const more = { headers: [], partition: undefined, tombstone: false };
        await orRefused(async () => {
          for await (const records of parseRecords([[line]], { ...options, ...more }))
            expect(records.length).toBeLessThan(2);
        });
      },
    ),
    { numRuns: 700 },
  );
});

test('JSON with long numbers survives', () => {
  const numbers = fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n });
  fc.assert(
    fc.property(fc.jsonValue(), numbers, (value, number) => {
      expect(JSON.parse(writeJson(parseJson(JSON.stringify(value))))).toEqual(
        JSON.parse(JSON.stringify(value)),
      );
      expect(writeJson(parseJson(`{"n":${number}}`))).toBe(`{"n":${number}}`);
    }),
    { numRuns: 500 },
  );
});

test('Avro: JSON that does not fit the schema is refused, and each form makes the same bytes again', async () => {
  const schema = await avroSchema(
    JSON.stringify({
      type: 'record',
      name: 'R',
      fields: [
        { name: 'id', type: 'long' },
        { name: 'name', type: ['null', 'string', { type: 'array', items: 'int' }], default: null },
        { name: 'tags', type: { type: 'map', values: ['null', 'double'] }, default: {} },
        { name: 'raw', type: { type: 'fixed', name: 'F', size: 2 }, default: 'ab' },
        { name: 'kind', type: { type: 'enum', name: 'E', symbols: ['A', 'B'] }, default: 'A' },
      ],
    }),
    [],
  );
  const { type } = schema;
  const near = fc.record(
    {
      id: fc.jsonValue(),
      name: fc.jsonValue(),
      tags: fc.jsonValue(),
      raw: fc.jsonValue(),
      kind: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  const long = fc.record(
    {
      id: fc.integer(),
      name: fc.option(fc.oneof(fc.string(), fc.array(fc.integer()))),
      // avsc loses one by this name when it reads.
      tags: fc.dictionary(
        fc.string().filter((name) => name !== '__proto__'),
        fc.option(fc.double({ noNaN: true })),
      ),
    },
    { requiredKeys: ['id'] },
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(near, long, fc.jsonValue()), async (value) => {
      const json = parseJson(JSON.stringify(value));
      const made = await orRefused(() => avroFromJson(schema, json));
      if (made === undefined) return;
      const back = type.fromBuffer(type.toBuffer(made));
      const spelled = avroJsonWriter(type, avroEncoding)(back);
      // Either form of it makes the same bytes again.
      const plain = avroJsonWriter(type, { namedBranches: false, readableLogical: true })(back);
      for (const form of [spelled, plain])
        expect(type.toBuffer(avroFromJson(schema, parseJson(form))).length).toBe(type.toBuffer(made).length);
    }),
    { numRuns: 1000 },
  );
});

test('values that only look like they have a schema', () => {
  const codec = openSchemaCodec('http://127.0.0.1:1');
  fc.assert(
    fc.property(hostileBytes, (data) => {
      expect(codec.decode(Buffer.concat([Buffer.from([0, 0, 0, 0, 1]), data]))).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});
