import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { timedLines, timeIn } from '../../../../src/engines/line-time.js';
import { eachOf } from '../../../../src/shared/each-of.js';
import { lastLines, linesBelow, mergedLogs } from '../../../../src/engines/local/logs.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'streamkit-logs-'));
});
afterAll(async () => rm(dir, { recursive: true }));

const at = (second: number, text: string) => `2026-01-31T12:00:0${second}.000+0000 INFO ${text}\n`;
const never = new AbortController().signal;

async function collect(logs: { service: string; path: string }[], options = {}) {
  const lines: string[] = [];
  for await (const { service, text } of eachOf(
    mergedLogs(logs, { follow: false, signal: never, ...options }),
  )) {
    lines.push(`${service} ${text.replace(/^\S+ INFO /, '')}`);
  }
  return lines;
}

test('logs are merged by time; lines without one stay behind theirs', async () => {
  await writeFile(join(dir, 'a'), at(1, 'one') + '\tat frame\n' + at(4, 'four'));
  await writeFile(join(dir, 'b'), at(2, 'two') + at(3, 'three'));
  const logs = ['a', 'b'].map((service) => ({ service, path: join(dir, service) }));
  expect(await collect(logs)).toEqual(['a one', 'a \tat frame', 'b two', 'b three', 'a four']);
  expect(await collect(logs, { tail: 1 })).toEqual(['b three', 'a four']);
  expect(await collect(logs, { since: new Date('2026-01-31T12:00:03Z') })).toEqual(['b three', 'a four']);
});

test('a log that is not there has no lines', async () => {
  expect(await lastLines(join(dir, 'none'), 5)).toEqual([]);
});

test.each([0, 1, 2, 5])('the last %i lines of a large log', async (count) => {
  const all = Array.from({ length: 20_000 }, (_, index) => `line ${index}`);
  await writeFile(join(dir, 'large'), all.join('\n') + '\n');
  expect(await lastLines(join(dir, 'large'), count)).toEqual(count === 0 ? [] : all.slice(-count));
});

test('follow sees lines that come later, whole, also after the log is replaced', async () => {
  const path = join(dir, 'growing');
  await writeFile(path, 'first\nunfin');
  const stop = new AbortController();
  const seen: string[] = [];
  for await (const { text } of eachOf(
    mergedLogs([{ service: 'a', path }], { follow: true, signal: stop.signal }),
  )) {
    seen.push(text);
    if (text === 'first') await appendFile(path, 'ished\n');
    if (text === 'unfinished') await writeFile(path, 'again\n');
    if (text === 'again') stop.abort();
  }
  expect(seen).toEqual(['first', 'unfinished', 'again']);
});

test('follow sees logs that are made later, from their first line', async () => {
  const folder = join(dir, 'workers');
  const stop = new AbortController();
  const seen: string[] = [];
  const write = async (name: string, text: string) => {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'worker.log'), text);
  };
  const lines = linesBelow(folder, { tail: 1, follow: true, signal: stop.signal });
  await Promise.all([
    (async () => {
      for await (const { service, text } of eachOf(lines)) {
        seen.push(`${service} ${text}`);
        if (text === 'b') await write('6701', 'c\nd\n');
        if (text === 'd') stop.abort();
      }
    })(),
    new Promise((resolve) => setTimeout(resolve, 10)).then(async () => write('6700', 'a\nb\n')),
  ]);
  expect(seen).toEqual(
    ['a', 'b']
      .map((text) => `6700/worker.log ${text}`)
      .concat(['c', 'd'].map((text) => `6701/worker.log ${text}`)),
  );
});

test.each([
  ['2026-01-31T12:00:00.500+0000 INFO x', '2026-01-31T12:00:00.500Z'],
  ['2026-01-31T12:00:00,500+01:00 INFO x', '2026-01-31T11:00:00.500Z'],
  ['2026-01-31T12:00:00.500Z x', '2026-01-31T12:00:00.500Z'],
  ['2026-01-31 12:00:00.500 UTC [7] LOG: x', '2026-01-31T12:00:00.500Z'],
])('the time in %s', (line, time) => {
  expect(timeIn(line)?.toISOString()).toBe(time);
});

test('a line without a time has none', () => {
  expect(timeIn('\tat java.lang.Thread.run')).toBeUndefined();
});

test('the times of a log are those of its lines, whatever their order and zones', () => {
  const texts = [
    '2026-01-31T12:00:59.999+0000 a',
    '2026-01-31T12:00:59.998+0000 b',
    '2026-01-31T12:00:59.998+0100 c',
    '2026-01-31T12:01:00.000+0100 d',
    '2026-01-31T12:01:00,001Z e',
    '2026-01-31 12:01:07.250 UTC [7] f',
    '2026-01-31 12:01:08.250 UTC [7] g',
    '2026-01-31 12:01:08.25x UTC [7] h',
    '2026-01-31 12:01:09 [Note] i',
    'xxxxxxxxxxxxxxxxx08.250 j',
  ];
  let before: Date | undefined;
  const wanted = texts.map((text) => (before = timeIn(text) ?? before)?.toISOString());
  expect(timedLines('a', undefined)(texts).map(({ time }) => time?.toISOString())).toEqual(wanted);
  expect(new Set(wanted).size).toBe(9);
});
