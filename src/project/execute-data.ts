import { createReadStream } from 'node:fs';
import { parseRecords } from '../kafka/produce/parse-records.js';
import { produce } from '../kafka/produce/produce.js';
import { readParts } from '../kafka/produce/read-parts.js';
import { avroEncoder } from '../kafka/registry/avro-encoder.js';
import { endpointOf } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import type { DesiredData } from './types.js';

/** Writes the records of a file, one per line, to its topic. @returns how many */
export async function writeData(session: Session, data: DesiredData): Promise<number> {
  const { topic, path, format, keySeparator } = data;
  const encode =
    format === 'avro'
      ? await avroEncoder(endpointOf(session, 'schema-registry'), `${topic}-value`, undefined)
      : undefined;
  const input = createReadStream(path);
  const records = parseRecords(readParts(input as AsyncIterable<Buffer>), {
    format,
    key: undefined,
    keySeparator: keySeparator === undefined ? undefined : Buffer.from(keySeparator),
    headers: [],
    partition: undefined,
    tombstone: false,
    encode,
  });
  try {
    return (await produce(endpointOf(session, 'kafka'), { topic, records, signal: session.signal })).records;
  } finally {
    input.destroy();
  }
}
