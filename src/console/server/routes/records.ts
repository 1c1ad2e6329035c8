import { consumeRequest } from '../../../kafka/consume/consume-request.js';
import { openRecords, type RecordSource } from '../../../kafka/consume/open-records.js';
import * as z from 'zod/mini';
import { avroEncoder } from '../../../kafka/registry/avro-encoder.js';
import { recordOfRow, recordRow } from '../../../kafka/records/json-each-row.js';
import type { KafkaRecord, NewRecord } from '../../../kafka/records/record.js';
import { recordFilter } from '../../../kafka/records/record-filter.js';
import { produce } from '../../../kafka/produce/produce.js';
import { StreamkitError } from '../../../shared/errors.js';
import { endpointOf } from '../../../stack/endpoint.js';
import { expectBody } from '../body.js';
import { csvOf } from '../csv.js';
import { Download } from '../download.js';
import { pageRecord, rawShown, recordCodec, type RecordCodec } from '../records.js';
import type { Call, Route } from '../router.js';
import { broker } from './topics.js';

const mostRecords = 1000;

const newRecords = z.object({
  /** As json-each-row. */
  records: z.array(z.record(z.string(), z.unknown())).check(z.minLength(1)),
  /** `avro`: values are JSON for the latest schema of the topic's subject. */
  format: z._default(z.enum(['json-each-row', 'avro']), 'json-each-row'),
});

export const recordRoutes: Route[] = [
  { method: 'GET', path: 'topics/:name/records', run: readRecords },
  { method: 'GET', path: 'topics/:name/records/:partition/:offset', run: readOne },
  { method: 'GET', path: 'topics/:name/export', run: exportRecords },
  { method: 'POST', path: 'topics/:name/records', run: writeRecords },
];

/** `?offset=-100&max=100&partition=0&key=GLOB&value=GLOB&header=NAME=GLOB`: what is there now. */
async function readRecords(call: Call): Promise<unknown> {
  const { session, query } = call;
  const max = Math.min(mostRecords, Math.max(1, Number(query.get('max') ?? 100) || 100));
  const codec = recordCodec(session);
  const found: KafkaRecord[] = [];
  for await (const piece of openRecords(broker(session), source(call, codec, max))) found.push(...piece);
  await codec.prepare(found);
  found.sort((a, b) => a.timestamp - b.timestamp || a.partition - b.partition || a.offset - b.offset);
  return { records: found.map((record) => pageRecord(record, codec)), complete: found.length < max };
}

function source(
  { session, params: { name = '' }, query }: Call,
  codec: RecordCodec,
  max: number | undefined,
): RecordSource {
  const partition = query.get('partition');
  const text = (field: string) => {
    const value = query.get(field) ?? '';
    return value === '' ? undefined : value;
  };
  const partitions = partition === null || partition === '' ? undefined : [Number(partition)];
  const wish = {
    offset: text('offset') ?? '-100',
    fromBeginning: false,
    exit: true,
    partitions,
    max,
    withinMs: 0,
    asOneResult: false,
  };
  return {
    ...consumeRequest(wish, Date.now()),
    topics: [name],
    partitions,
    group: undefined,
    exit: true,
    readCommitted: false,
    filter: recordFilter({ key: text('key'), value: text('value'), header: text('header') }, (data) =>
      codec.text(data),
    ),
    prepare: async (records) => codec.prepare(records),
    signal: session.signal,
  };
}

/** One record, whole: decoded, as bytes, and as json-each-row, to send it again. */
async function readOne(call: Call): Promise<unknown> {
  const { session, params } = call;
  const { name = '', partition = '', offset = '' } = params;
  const codec = recordCodec(session);
  const query = new URLSearchParams({ partition, offset: `${Number(offset)}:${Number(offset) + 1}` });
  for await (const [record] of openRecords(broker(session), source({ ...call, query }, codec, 1))) {
    if (record?.offset !== Number(offset)) break;
    await codec.prepare([record]);
    const hex = record.value === null ? null : record.value.toString('hex');
    return {
      record: pageRecord(record, codec, true),
      raw: rawShown(record.value),
      hex,
      row: recordRow(record),
    };
  }
  throw new StreamkitError(
    'NOT_FOUND',
    `Topic ${name} has no record at offset ${offset} of partition ${partition}.`,
    {
      service: 'kafka',
    },
  );
}

/** `?format=ndjson|csv` and the filters of a read: a file. */
async function exportRecords(call: Call): Promise<Download> {
  const { session, params, query } = call;
  const codec = recordCodec(session);
  const max = query.get('max');
  const pieces = openRecords(broker(session), source(call, codec, max === null ? undefined : Number(max)));
  const csv = query.get('format') === 'csv';
  const name = `${params['name'] ?? 'records'}.${csv ? 'csv' : 'ndjson'}`;
  return Promise.resolve(
    new Download(
      name,
      csv ? 'text/csv' : 'application/x-ndjson',
      csv ? csvParts(pieces, codec) : rowParts(pieces),
    ),
  );
}

async function* rowParts(pieces: AsyncIterable<KafkaRecord[]>): AsyncGenerator<string> {
  for await (const piece of pieces)
    yield piece.map((record) => `${JSON.stringify(recordRow(record))}\n`).join('');
}

async function* csvParts(pieces: AsyncIterable<KafkaRecord[]>, codec: RecordCodec): AsyncGenerator<string> {
  yield csvOf([['partition', 'offset', 'timestamp', 'key', 'value', 'headers']]);
  for await (const piece of pieces) {
    await codec.prepare(piece);
    yield csvOf(
      piece.map((record) => {
        const { key, value, headers } = pageRecord(record, codec, true);
        return [
          String(record.partition),
          String(record.offset),
          new Date(record.timestamp).toISOString(),
          key?.text ?? '',
          value?.text ?? '',
          headers.map(([header, shown]) => `${header}=${shown?.text ?? ''}`).join(';'),
        ];
      }),
    );
  }
}

async function writeRecords({ session, params: { name = '' }, body }: Call): Promise<unknown> {
  const { records: rows, format } = expectBody(body, newRecords);
  const encode =
    format === 'avro'
      ? await avroEncoder(endpointOf(session, 'schema-registry'), `${name}-value`, undefined)
      : undefined;
  const records = rows.map((row, index): NewRecord => {
    try {
      const record = recordOfRow(JSON.stringify(row));
      return encode && record.value ? { ...record, value: encode(record.value.toString()) } : record;
    } catch (error) {
      throw new StreamkitError(
        'USAGE',
        `Record ${index + 1}: ${error instanceof Error ? error.message : 'wrong'}`,
        {
          cause: error,
        },
      );
    }
  });
  return produce(broker(session), { topic: name, records: [records], signal: session.signal });
}
