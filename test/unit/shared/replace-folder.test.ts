import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  discardReplacement,
  draftOf,
  finishReplacement,
  replaceFolder,
} from '../../../src/shared/replace-folder.js';

let root: string;
let dir: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'streamkit-replace-'));
  dir = join(root, 'stack');
});
afterEach(async () => rm(root, { recursive: true }));

async function folder(path: string, text: string) {
  await mkdir(path);
  await writeFile(join(path, 'file'), text);
}
const content = async () => readFile(join(dir, 'file'), 'utf8').catch(() => undefined);

test('the draft replaces the folder, or takes its place where there is none', async () => {
  await folder(draftOf(dir), 'new');
  await replaceFolder(dir);
  expect(await content()).toBe('new');
  await folder(draftOf(dir), 'newer');
  await replaceFolder(dir);
  expect(await content()).toBe('newer');
  expect(await readdir(root)).toEqual(['stack']);
});

test.each([
  ['the draft is not complete', 'old', async () => folder(draftOf(dir), 'half')],
  ['the draft is complete', 'old', async () => folder(`${dir}.restored`, 'new')],
  [
    'the old folder is moved away',
    'new',
    async () => {
      await folder(`${dir}.restored`, 'new');
      await rename(dir, `${dir}.deleted`);
    },
  ],
  [
    'the new folder is in place',
    'new',
    async () => {
      await rename(dir, `${dir}.deleted`);
      await folder(dir, 'new');
    },
  ],
])('killed when %s: the %s folder is used', async (_, expected, interrupted) => {
  await folder(dir, 'old');
  await interrupted();
  await finishReplacement(dir);
  expect(await content()).toBe(expected);
  await discardReplacement(dir);
  expect(await content()).toBe(expected);
  expect((await readdir(root)).filter((name) => name.startsWith('stack.rest'))).toEqual([]);
});
