import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deleteFolder } from '../../../../src/shared/files.js';
import { openHome } from '../../../../src/shared/home.js';
import { blankRecord, readRecord, stackNames, writeRecord } from '../../../../src/stack/record/record.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'streamkit-record-'));
});
afterEach(async () => rm(root, { recursive: true }));

const home = () => openHome({ STREAMKIT_HOME: root });

test('a stack that was never made, or whose making was cut off at once, has no record', async () => {
  expect(await readRecord(home(), 'default')).toBeUndefined();
  await mkdir(join(root, 'stacks/default'), { recursive: true });
  expect(await readRecord(home(), 'default')).toBeUndefined();
});

test('folders that the Docker daemon created for a compose file are not a stack', async () => {
  await mkdir(join(root, 'stacks/default/connect/plugins'), { recursive: true });
  expect(await readRecord(home(), 'default')).toBeUndefined();
});

test.each([
  [
    'is gone while services are there',
    async (dir: string) => {
      await mkdir(join(dir, 'kafka/conf'), { recursive: true });
      await writeFile(join(dir, 'kafka/conf/server.properties'), '');
    },
  ],
  ['is cut off', async (dir: string) => writeFile(join(dir, 'stack.json'), '{"vers')],
  ['has become a folder', async (dir: string) => mkdir(join(dir, 'stack.json'))],
])('a record that %s is refused with the way out', async (_, harm) => {
  const dir = join(root, 'stacks/default');
  await mkdir(dir, { recursive: true });
  await harm(dir);
  await expect(readRecord(home(), 'default')).rejects.toMatchObject({
    code: 'STACK_DAMAGED',
    suggestions: [{ command: ['streamkit', 'down', '--data', '--stack', 'default'] }],
  });
});

test('a record of the first format is read as one of the present format', async () => {
  await writeRecord(home(), 'default', blankRecord);
  const path = join(root, 'stacks/default/stack.json');
  await writeFile(path, JSON.stringify({ ...blankRecord, version: 1 }));
  expect(await readRecord(home(), 'default')).toEqual(blankRecord);
});

test('a record of a later format is not called damaged', async () => {
  await writeRecord(home(), 'default', blankRecord);
  const path = join(root, 'stacks/default/stack.json');
  await writeFile(path, JSON.stringify({ version: 99, unknown: true }));
  await expect(readRecord(home(), 'default')).rejects.toMatchObject({
    code: 'STACK_NEWER',
    message: 'Stack default was made by a newer streamkit (format 99).',
  });
});

test('a deletion that was cut off is known by its stack, and finished by the next one', async () => {
  const dir = join(root, 'stacks/default');
  await mkdir(`${dir}.deleted/kafka`, { recursive: true });
  await mkdir(join(dir, 'kafka'), { recursive: true });
  expect(await stackNames(home())).toEqual(['default']);
  await deleteFolder(dir);
  expect(await readdir(join(root, 'stacks'))).toEqual([]);
});
