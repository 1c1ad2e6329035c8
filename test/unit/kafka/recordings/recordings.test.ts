import { expect, test } from 'vitest';
import { schedule } from '../../../../src/kafka/recordings/recording.js';
import { paced } from '../../../../src/kafka/recordings/replay.js';
import type { RecordedRow } from '../../../../src/kafka/records/json-each-row.js';

const row = (topic: string, partition: number, timestamp: number): RecordedRow => ({
  topic,
  partition,
  timestamp,
  key: null,
  value: Buffer.from(`${topic}-${partition}-${timestamp}`),
  headers: [],
});

test('records of several partitions are due by time; within a partition the order stays', () => {
  const due = schedule([
    row('a', 0, 100),
    row('a', 0, 300),
    row('a', 0, 200),
    row('a', 1, 150),
    row('b', 0, 250),
  ]);
  const shown = (topic: string) =>
    (due.get(topic) ?? []).map(({ afterMs, record }) => `${afterMs} ${String(record.value)}`);
  expect(shown('a')).toEqual(['0 a-0-100', '50 a-1-150', '200 a-0-300', '200 a-0-200']);
  expect(shown('b')).toEqual(['150 b-0-250']);
});

const options = {
  loop: false,
  now: false,
  topic: undefined,
  roundMs: 201,
  signal: new AbortController().signal,
};

test('at a speed, a record comes when it is due and not before; timestamps are kept', async () => {
  const list = schedule([row('a', 0, 1000), row('a', 0, 1200)]).get('a') ?? [];
  const started = performance.now();
  const seen: { at: number; timestamp: number | undefined }[] = [];
  for await (const records of paced(list, { ...options, speed: 4, started }))
    for (const { timestamp } of records) seen.push({ at: performance.now() - started, timestamp });
  expect(seen.map(({ timestamp }) => timestamp)).toEqual([1000, 1200]);
  expect(seen[1]?.at).toBeGreaterThanOrEqual(49);
});

test('max sends all at once, and a loop starts again until it is stopped', async () => {
  const list = schedule([row('a', 0, 0), row('a', 0, 1e9)]).get('a') ?? [];
  let sent = 0;
  for await (const records of paced(list, { ...options, speed: Infinity, started: performance.now() }))
    sent += records.length;
  expect(sent).toBe(2);
  const stop = new AbortController();
  const looping = paced(list, {
    ...options,
    loop: true,
    roundMs: 1e9 + 1,
    speed: 1e12,
    started: performance.now(),
    signal: stop.signal,
  });
  let count = 0;
  await expect(async () => {
    for await (const records of looping) if ((count += records.length) >= 6) stop.abort(new Error('stopped'));
  }).rejects.toThrow();
  expect(count).toBeGreaterThanOrEqual(6);
});
