import { mkdir, mkdtemp, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemError } from '../../../../src/shared/system-error.js';
import { lockOf, withLock } from '../../../../src/stack/record/lock.js';

let stacks: string;
let dir: string;
beforeEach(async () => {
  stacks = await mkdtemp(join(tmpdir(), 'streamkit-lock-'));
  dir = join(stacks, 'default');
});
afterEach(async () => rm(stacks, { recursive: true }));

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
  expect({ most, left: await readdir(stacks) }).toEqual({ most: 1, left: [] });
});

test.each<[string, (lock: string) => Promise<unknown>]>([
  [
    'of a dead process',
    async (lock) => symlink(JSON.stringify({ pid: process.pid, startTime: 'another boot/1' }), lock),
  ],
  ['that is damaged', async (lock) => symlink('{"pid":', lock)],
  ['that is a file', async (lock) => writeFile(lock, '')],
  ['that is a folder', async (lock) => mkdir(lock)],
])('a lock %s is taken over, and nothing is left of it', async (_, make) => {
  await make(lockOf(dir));
  expect(await withLock(dir, signal, async () => readlink(lockOf(dir)))).toContain(`"pid":${process.pid}`);
  expect(await readdir(stacks)).toEqual([]);
});

test('the stack may be deleted under the lock while others wait for it', async () => {
  const work = async () => {
    await mkdir(dir, { recursive: true });
    await rm(dir, { recursive: true });
  };
  await Promise.all(Array.from({ length: 8 }, async () => withLock(dir, signal, work)));
  expect(await readdir(stacks)).toEqual([]);
});

test('one that a living process holds is waited for, then said to be busy', async () => {
  await withLock(dir, signal, async () => {
    await expect(withLock(dir, signal, async () => 'never', 0)).rejects.toMatchObject({ code: 'STACK_BUSY' });
  });
});

test('the lock goes when the work fails', async () => {
  await expect(withLock(dir, signal, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await readdir(stacks)).toEqual([]);
});

test.each<[string, (path: string) => Promise<unknown>]>([
  ['a file', async (path) => writeFile(path, '')],
  ['a link to nothing', async (path) => symlink(join(stacks, 'nothing', 'there'), path)],
])('a folder that cannot be made, since its parent is %s, is an error and no wait', async (_, make) => {
  await make(join(stacks, 'parent'));
  const held = withLock(join(stacks, 'parent', 'default'), signal, async () => Promise.resolve());
  await expect(held).rejects.toSatisfy((error) => systemError(error)?.code === 'FILE_UNUSABLE');
});
