import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extract } from 'tar';
import { expect, test } from 'vitest';
import { unavailable } from '../../../../src/engines/docker/images.js';
import { linesOf } from '../../../../src/engines/docker/exec/logs.js';
import { tarOf } from '../../../../src/engines/docker/containers/put-files.js';

test('files are put into an archive that archivers read, with owner and mode', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'streamkit-tar-'));
  const long = `/${'a'.repeat(90)}/${'b'.repeat(90)}`;
  const files = [
    { path: '/conf/storm.yaml', content: 'ü\n'.repeat(400), owner: 1000, mode: 0o400 },
    { path: long, content: Buffer.alloc(0), owner: 0, mode: 0o444 },
  ];
  await writeFile(join(dir, 'files.tar'), tarOf(files));
  const owners: (number | undefined)[] = [];
  await extract({
    file: join(dir, 'files.tar'),
    cwd: dir,
    strict: true,
    onReadEntry: ({ uid }) => owners.push(uid),
  });
  expect(owners).toEqual([1000, 0]);
  expect(await readFile(join(dir, 'conf/storm.yaml'), 'utf8')).toBe('ü\n'.repeat(400));
  expect((await stat(join(dir, 'conf/storm.yaml'))).mode & 0o777).toBe(0o400);
  expect(await stat(join(dir, long))).toMatchObject({ size: 0, mode: 0o100444 });
  await rm(dir, { recursive: true });
});

test('lines are put together again from frames, however they were cut', async () => {
  const frame = (stream: number, text: string) => {
    const head = Buffer.alloc(8);
    head[0] = stream;
    head.writeUInt32BE(Buffer.byteLength(text), 4);
    return Buffer.concat([head, Buffer.from(text)]);
  };
  const all = Buffer.concat([frame(1, 'one\ntw'), frame(2, 'error\r\n'), frame(1, 'o\nrest')]);
  async function* cut() {
    for (let at = 0; at < all.length; at += 3) yield all.subarray(at, at + 3);
  }
  const lines: string[] = [];
  for await (const list of linesOf(cut())) lines.push(...list);
  expect(lines).toEqual(['one', 'error', 'two', 'rest']);
});

test.each([
  ['manifest for x:1 not found: manifest unknown: manifest unknown', 'IMAGE_UNAVAILABLE', 'has no image x:1'],
  ['pull access denied for x, repository does not exist', 'IMAGE_UNAVAILABLE', 'denied access'],
  ['Get "https://r/v2/": dial tcp: lookup r: no such host', 'IMAGE_UNAVAILABLE', 'is unreachable'],
  ['write /var/lib/docker/tmp/x: no space left on device', 'DISK_FULL', 'disk is full'],
])('%s is told as %s', (words, code, message) => {
  const error = unavailable('x:1', words);
  expect(error).toMatchObject({ code, exitCode: 3 });
  expect(error.message).toContain(message);
});
