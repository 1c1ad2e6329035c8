import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { installedPrograms } from '../../../../src/engines/local/library/installed.js';
import { unpackTxz } from '../../../../src/engines/local/library/unpack-archive.js';

const none = { PATH: '' };
const names = [['test-server'], ['test-server-init']];

const made: string[] = [];
afterAll(async () => {
  for (const dir of made) await rm(dir, { recursive: true });
});

async function folders(files: string[]): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'streamkit-programs-'));
  made.push(dir);
  for (const file of files) {
    await mkdir(join(dir, file, '..'), { recursive: true });
    await writeFile(join(dir, file), '');
    await chmod(join(dir, file), 0o755);
  }
  return dir;
}

test('the highest installed version is used, as a number', async () => {
  const versions = ['9', '18', '17'].flatMap((version) => [
    `server/${version}/bin/test-server`,
    `server/${version}/bin/test-server-init`,
  ]);
  const dir = await folders(versions);
  expect(await installedPrograms(names, [`${dir}/server/*/bin`], none)).toEqual([
    `${dir}/server/18/bin/test-server`,
    `${dir}/server/18/bin/test-server-init`,
  ]);
});

test('programs of two versions are never mixed, and the PATH has priority', async () => {
  const dir = await folders([
    'server-18/test-server',
    'server-17/test-server-init',
    'path/test-server',
    'path/test-server-init',
  ]);
  const pattern = `${dir}/server-*`;
  expect(await installedPrograms(names, [pattern], none)).toBeUndefined();
  expect(await installedPrograms(names, [pattern], { PATH: `${dir}/path` })).toEqual([
    `${dir}/path/test-server`,
    `${dir}/path/test-server-init`,
  ]);
});

/** bin/tool (executable), bin/note, lib/a.so.1 and lib/a.so, a link to it. */
const archive =
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4Cf/AM5dADEaShsFkZA3OlG9V3Gz1uIDp1boMSSCuwT6/dOxb+v/A0tfDHoyT6k+8AGX+miDX2Ac97p9eH70aZScUmdQYw+24mr+jC/cf7/urznwKzGZwITnyInLy04+q+Y208yB9QZviR/A1/7aYRHQ/dMS2bU1zJev4pSCdGbetPadCkGuu/FPZKQEz9PjT1y3mwspvk3rQskKLYSv5XpTqe8KyZvcMkRSywELP9Xq8iEfrg/RyG8LL4+bOyM8ne3lp2w6s+GdExhBSvd2D7DSqIkAAAAAth7Jq3sGVxEAAeoBgFAAAAJdD8ixxGf7AgAAAAAEWVo=';

test('a .txz archive is unpacked with its links and executable bits', async () => {
  const dir = await folders([]);
  expect(await unpackTxz(Readable.from([Buffer.from(archive, 'base64')]), dir)).toEqual(['bin/tool']);
  expect(await readFile(join(dir, 'lib/a.so'), 'utf8')).toBe('lib\n');
});

test('a damaged .txz archive is an error', async () => {
  const damaged = Buffer.from(archive, 'base64');
  damaged.fill(0xff, 60, 120);
  await expect(unpackTxz(Readable.from([damaged]), await folders([]))).rejects.toThrow();
});
