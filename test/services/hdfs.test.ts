import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { HdfsEntry } from '../../src/hdfs/file-status.js';
import { listenersOf } from '../support/listeners.js';
import { startStreamkit } from '../support/cli.js';
import { ownHome, stateOf } from '../support/own-home.js';

const home = await ownHome();
const hostile = 'a b \'q" ü 😀 %41+;&?#=~[x].txt';

test('HDFS comes up, on loopback only', async () => {
  const { exitCode, stderr } = await home.run(['up', 'hdfs', '--ports', 'auto']);
  expect(exitCode, stderr).toBe(0);
  const { services } = await home.status();
  const endpoints = services.find(({ name }) => name === 'hdfs')?.endpoints ?? {};
  expect(Object.values(endpoints)[0]).toMatch(/^hdfs:\/\/127\.0\.0\.1:\d+$/);
  const listening = await listenersOf((await home.ledger('hdfs')).process.pid);
  expect(listening.length).toBeGreaterThanOrEqual(5);
  for (const address of listening) expect(address).toMatch(/^127\.0\.0\.1:/);
});

test('a file with a hostile name goes in and out unchanged', async () => {
  const local = join(home.dir, hostile);
  await writeFile(local, 'ein\n😀\n');
  const path = `/d é/${hostile}`;
  expect(await home.json<HdfsEntry>(['hdfs', 'put', local, '/d é/'])).toMatchObject({ path });
  expect(await home.json<HdfsEntry>(['hdfs', 'put', local, '/d é', '--force'])).toMatchObject({ path });
  const { entries } = await home.json<{ entries: HdfsEntry[] }>(['hdfs', 'ls', '/d é']);
  expect(entries).toMatchObject([{ path: `/d é/${hostile}`, type: 'file', bytes: 9 }]);
  expect((await home.run(['hdfs', 'cat', `/d é/${hostile}`])).stdout).toBe('ein\n😀');
});

test('50 MB go in and out unchanged', async () => {
  const content = randomBytes(50 * 1024 * 1024);
  const local = join(home.dir, 'large');
  await writeFile(local, content);
  expect(await home.run(['hdfs', 'put', local, '/large'])).toMatchObject({ exitCode: 0 });
  expect(await home.run(['hdfs', 'get', '/large', `${local}-back`])).toMatchObject({ exitCode: 0 });
  expect(digest(await readFile(`${local}-back`))).toBe(digest(content));
  expect(await home.run(['hdfs', 'get', '/large', `${local}-back`])).toMatchObject({ exitCode: 6 });
});

test.each([
  [['cat', '/nope'], 6, '/nope does not exist in HDFS.'],
  [['cat', '/d é'], 2, 'is a directory in HDFS'],
  [['rm', '/d é'], 2, 'streamkit hdfs rm -r'],
  [['rm', '-r', '/'], 2, 'cannot be deleted'],
  [['mkdir', '/large'], 6, '/large already exists in HDFS.'],
  [['mkdir', '/large/below'], 2, 'below a file'],
  [['mkdir', '/a:b'], 2, 'does not accept the path'],
  [['put', '/etc/hostname', '/large'], 6, '/large already exists in HDFS.'],
  [['put', '/nope', '/large'], 6, 'file not found'],
])('hdfs %j is refused', async (args, code, words) => {
  const { exitCode, stderr } = await home.run(['hdfs', ...args]);
  expect(stderr).toContain(words);
  expect(exitCode).toBe(code);
});

test('folders and patterns go in and out, files are moved, appended to and summed up', async () => {
  const local = join(home.dir, 'folder');
  await mkdir(join(local, 'sub'), { recursive: true });
  await writeFile(join(local, 'a[1].txt'), 'one\ntwo\n');
  await writeFile(join(local, 'sub/b.txt'), 'three\n');
  expect(await home.json(['hdfs', 'put', local, '/in'])).toMatchObject({ files: 2, bytes: 14, path: '/in' });
  const listed = await home.json<{ entries: HdfsEntry[] }>(['hdfs', 'ls', '-R', '/in']);
  expect(listed.entries.map(({ path }) => path)).toEqual(['/in/a[1].txt', '/in/sub', '/in/sub/b.txt']);
  expect((await home.run(['hdfs', 'cat', '/in/*/?.{txt,csv}'])).stdout).toBe('three');
  expect((await home.run(['hdfs', 'cat', '/in/a[1].txt'])).stdout).toBe('one\ntwo');
  await writeFile(join(home.dir, 'more'), 'four\n');
  await home.json(['hdfs', 'append', join(home.dir, 'more'), '/in/sub/b.txt']);
  expect((await home.run(['hdfs', 'tail', '/in/sub/b.txt', '-n', '1'])).stdout).toBe('four');
  const following = startStreamkit(['hdfs', 'tail', '/in/sub/b.txt', '-n', '1', '-f'], { env: home.env });
  let followed = '';
  await new Promise<void>((resolve) => {
    following.stdout?.setEncoding('utf8').on('data', (text: string) => {
      followed += text;
      if (followed === 'four\n') void home.json(['hdfs', 'append', join(home.dir, 'more'), '/in/sub/b.txt']);
      if (followed === 'four\nfour\n') resolve();
    });
  });
  following.kill('SIGINT');
  expect((await following).stderr).not.toContain('Error');
  await home.json(['hdfs', 'mv', '/in/sub', '/moved']);
  expect(await home.json(['hdfs', 'du', '-s', '/moved'])).toEqual({
    usage: [{ path: '/moved', bytes: 16, files: 1, directories: 1 }],
  });
  await home.json(['hdfs', 'get', '/in', join(home.dir, 'out')]);
  expect(await readFile(join(home.dir, 'out/a[1].txt'), 'utf8')).toBe('one\ntwo\n');
});

test.runIf(process.platform === 'linux')('a suspended HDFS is named instead of waited for', async () => {
  const { pid } = (await home.ledger('hdfs')).process;
  process.kill(pid, 'SIGSTOP');
  const { exitCode, stderr } = await home.run(['hdfs', 'ls', '/']).finally(() => {
    process.kill(pid, 'SIGCONT');
  });
  expect(stderr).toContain('hdfs does not respond (it is suspended).');
  expect(exitCode).toBe(4);
});

test('files survive kill -9', async () => {
  await home.killAfter('hdfs', async () => home.run(['hdfs', 'mkdir', '/last']));
  await expect.poll(async () => stateOf(await home.status(), 'hdfs')).toBe('failed');
  const down = await home.run(['hdfs', 'ls', '/']);
  expect(down).toMatchObject({ exitCode: 4 });
  expect(down.stderr).toContain('streamkit up hdfs');
  expect(await home.run(['up', 'hdfs'])).toMatchObject({ exitCode: 0 });
  expect((await home.run(['hdfs', 'cat', `/d é/${hostile}`])).stdout).toBe('ein\n😀');
  const { entries } = await home.json<{ entries: HdfsEntry[] }>(['hdfs', 'ls', '/large']);
  expect(entries).toMatchObject([{ bytes: 50 * 1024 * 1024 }]);
  expect(await home.run(['hdfs', 'ls', '/last'])).toMatchObject({ exitCode: 0 });
});

test('when a part of its data is gone, up says so instead of asking for patience', async () => {
  await home.run(['down']);
  await rm(join(home.dir, 'stacks/default/hdfs/data/name'), { recursive: true });
  const { exitCode, stderr } = await home.run(['up', 'hdfs', '--timeout', '15s']);
  expect(stderr).toContain('its blocks belong to another NameNode');
  expect(stderr).toContain('Start with empty data: streamkit down --data --yes');
  expect(exitCode).toBe(4);
});

function digest(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
