import { lstat, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { afterAll, expect, test } from 'vitest';
import {
  manifestOfArchive,
  packSnapshot,
  requireCreatable,
  unpackData,
} from '../../../src/snapshots/archive.js';
import { copyData, isKept, sizeOf } from '../../../src/snapshots/copy-data.js';
import { isNewer, refuseNewer, type Manifest } from '../../../src/snapshots/manifest.js';

const root = await mkdtemp(join(tmpdir(), 'streamkit-snapshots-'));
afterAll(async () => rm(root, { recursive: true }));

const manifest: Manifest = {
  version: 1,
  name: 'one',
  stack: 'default',
  createdAt: '2026-01-01T00:00:00.000Z',
  streamkit: '0.1.0',
  kafkaMode: 'kraft',
  products: { kafka: '4.0.0' },
  bytes: 3,
};

test('newer versions are refused, by their numbers', () => {
  expect(['4.10.0', '4.9.1', '5', '4.9.2-rc1'].map((version) => isNewer(version, '4.9.1'))).toEqual([
    true,
    false,
    true,
    true,
  ]);
  expect(isNewer('MariaDB', 'MariaDB')).toBe(false);
  refuseNewer(manifest, '0.1.0');
  expect(() => {
    refuseNewer({ ...manifest, products: { kafka: '99.0' } }, '0.1.0');
  }).toThrow('Snapshot one was made with kafka 99.0; this streamkit has ');
  expect(() => {
    refuseNewer({ ...manifest, streamkit: '0.2.0' }, '0.1.0');
  }).toThrow('Snapshot one was made with streamkit 0.2.0; this streamkit has 0.1.0.');
  expect(() => {
    refuseNewer({ ...manifest, version: 2 }, '0.1.0');
  }).toThrow('Snapshot one was made with');
});

test('a copy has data and settings, but nothing of processes', async () => {
  const draft = '007e91f1-056c-49f4-a373-bf9e5b0d85d6.draft';
  const from = join(root, 'stack');
  for (const folder of ['kafka/data/logs', 'kafka/tmp', 'kafka/logs', 'kafka/conf'])
    await mkdir(join(from, folder), { recursive: true });
  const kept = ['stack.json', 'kafka/conf/a', 'kafka/data/logs/b', 'kafka/data/process.json'];
  const left = [
    'kafka/process.json',
    'kafka/tmp/c',
    'kafka/logs/d',
    `stack.json.${draft}`,
    `kafka/process.json.${draft}`,
  ];
  for (const path of [...kept, ...left]) await writeFile(join(from, path), 'x', { mode: 0o600 });
  const to = join(root, 'copy');
  await copyData(from, to, new AbortController().signal);
  const files = (await readdir(to, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  expect(files.map(({ parentPath, name }) => join(parentPath, name).slice(to.length + 1)).sort()).toEqual(
    kept.toSorted(),
  );
  expect(await sizeOf(to)).toBe(kept.length);
  expect((await lstat(join(to, 'stack.json'))).mode & 0o777).toBe(0o600);
  expect(isKept([''])).toBe(true);
  await expect(copyData(from, join(root, 'never'), AbortSignal.abort(new Error('stopped')))).rejects.toThrow(
    'stopped',
  );
});

test('a snapshot in one file comes back without links; others can read neither it nor what it contains', async () => {
  const dir = join(root, 'snapshot');
  await mkdir(join(dir, 'data/kafka'), { recursive: true });
  await writeFile(join(dir, 'snapshot.json'), JSON.stringify(manifest));
  await writeFile(join(dir, 'data/kafka/file'), 'abc', { mode: 0o600 });
  await symlink('/etc', join(dir, 'data/kafka/link'));
  const file = join(root, 'one.tgz');
  await packSnapshot(dir, file);
  expect((await lstat(file)).mode & 0o777).toBe(0o600);
  expect(await manifestOfArchive(file)).toEqual(manifest);
  await expect(requireCreatable(file)).rejects.toThrow('one.tgz already exists.');
  await expect(requireCreatable(join(root, 'no/two.tgz'))).rejects.toThrow(
    `the folder ${join(root, 'no')} does not exist.`,
  );
  const to = join(root, 'unpacked');
  await mkdir(to);
  await unpackData(file, to);
  expect((await readdir(to, { recursive: true })).sort()).toEqual(['kafka', 'kafka/file']);
});

test('a file of somebody else writes nothing outside, and other files are refused', async () => {
  const dir = join(root, 'hostile');
  await mkdir(join(dir, 'data'), { recursive: true });
  await writeFile(join(root, 'outside'), 'x');
  await symlink(root, join(dir, 'data/up'));
  const file = join(root, 'hostile.tgz');
  await create({ file, cwd: dir, gzip: true, preservePaths: true }, [
    'data',
    '../outside',
    join(root, 'outside'),
  ]);
  await expect(manifestOfArchive(file)).rejects.toThrow('is not a snapshot: it has no snapshot.json.');
  const to = join(root, 'a/b/c');
  await mkdir(to, { recursive: true });
  await unpackData(file, to);
  expect(await readdir(join(root, 'a'), { recursive: true })).toEqual(['b', 'b/c']);
  await writeFile(join(root, 'text'), 'no archive');
  await expect(manifestOfArchive(join(root, 'text'))).rejects.toThrow('is not a snapshot');
});
