import { createReadStream } from 'node:fs';
import { StreamkitError } from '../../shared/errors.js';
import { readParts } from '../produce/read-parts.js';
import { recordedOfRow, type RecordedRow } from '../records/json-each-row.js';

/** A record of a recording: when it is due, in milliseconds after the first one. */
export interface Due {
  afterMs: number;
  record: RecordedRow;
}

/**
 * The records of a recording by topic, in the order and at the pace in which they were written.
 * @throws StreamkitError USAGE with the line of the first one that is not a record
 */
export async function readRecording(path: string): Promise<Map<string, Due[]>> {
  const records: RecordedRow[] = [];
  let line = 0;
  for await (const lines of readParts(createReadStream(path) as AsyncIterable<Buffer>)) {
    for (const text of lines) {
      line++;
      if (text.length > 0) records.push(parsed(text.toString(), line, path));
    }
  }
  return schedule(records);
}

function parsed(text: string, line: number, path: string): RecordedRow {
  try {
    return recordedOfRow(text);
  } catch (error) {
    if (!(error instanceof StreamkitError)) throw error;
    throw new StreamkitError('USAGE', `${path}:${line}: ${error.message}`, { cause: error });
  }
}

/** By topic, with the time of each. Within a partition the order stays, also where its timestamps go back. Pure. */
export function schedule(records: RecordedRow[]): Map<string, Due[]> {
  const latest = new Map<string, number>();
  const timed = records.map((record) => {
    const partition = `${record.topic} ${record.partition}`;
    const at = Math.max(record.timestamp, latest.get(partition) ?? 0);
    latest.set(partition, at);
    return { at, record };
  });
  const first = timed.reduce((least, { at }) => Math.min(least, at), Infinity);
  const byTopic = new Map<string, Due[]>();
  for (const { at, record } of timed.toSorted((a, b) => a.at - b.at)) {
    const list = byTopic.get(record.topic) ?? [];
    list.push({ afterMs: at - first, record });
    byTopic.set(record.topic, list);
  }
  return byTopic;
}
