import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from '../../src/stack/lock.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'streamkit-lock-'));
});
afterEach(async () => rm(dir, { recursive: true }));

const signal = new AbortController().signal;

test('work under the lock never overlaps, and nothing is left of the lock', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside--;
  };
  await Promise.all(Array.from({ length: 8 }, async () => withLock(dir, signal, work)));
  expect({ most, left: await readdir(dir) }).toEqual({ most: 1, left: [] });
});

test.each([
  ['of a dead process', JSON.stringify({ pid: process.pid, startTime: 'another boot/1' })],
  ['that is damaged', '{"pid":'],
  ['that is empty', ''],
])('a lock %s is taken over', async (_, text) => {
  await writeFile(join(dir, 'lock'), text);
  expect(await withLock(dir, signal, async () => readFile(join(dir, 'lock'), 'utf8'))).toContain(
    `"pid":${process.pid}`,
  );
});

test('one that a living process holds is waited for, then said to be busy', async () => {
  await withLock(dir, signal, async () => {
    await expect(withLock(dir, signal, async () => 'never', 0)).rejects.toMatchObject({ code: 'STACK_BUSY' });
  });
});

test('the lock goes when the work fails', async () => {
  await expect(withLock(dir, signal, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await readdir(dir)).toEqual([]);
});
