import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownHome, stateOf } from '../support/own-home.js';
import { s3Request } from '../support/s3-request.js';

const home = await ownHome();
const folder = join(home.dir, 'stacks/default/s3');

let endpoint = '';

/** A request of an S3 client. @returns status and body */
async function s3(method: string, path: string, body = '', secret?: string): Promise<[number, string]> {
  const key = /aws_secret_access_key = (\w+)/.exec(
    await readFile(join(folder, 'conf/credentials'), 'utf8'),
  )?.[1];
  const url = new URL(path, endpoint);
  return s3Request(method, url, secret ?? key ?? '', body);
}

test('s3 comes up alone, and stores objects as files of the stack', async () => {
  const { exitCode, stdout, stderr } = await home.run(['up', 's3', '--ports', 'auto']);
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toMatch(/^s3 is \[UP\] {2}http:\/\/127\.0\.0\.1:\d+ {2}.+$/m);
  endpoint = (await home.run(['run', '--', 'sh', '-c', 'echo $AWS_ENDPOINT_URL_S3'])).stdout.trim();
  expect((await stat(join(folder, 'conf/credentials'))).mode & 0o077).toBe(0);
  expect((await s3('PUT', '/lake'))[0]).toBe(200);
  expect((await s3('PUT', '/lake/day%201/a.txt', 'hello'))[0]).toBe(200);
  expect(await readFile(join(folder, 'data/buckets/lake/day 1/a.txt'), 'utf8')).toBe('hello');
  expect((await s3('GET', '/lake?list-type=2&prefix=day'))[1]).toContain('<Key>day 1/a.txt</Key>');
});

test('another password is refused', async () => {
  expect((await s3('GET', '/lake/day%201/a.txt', '', 'other'))[0]).toBe(403);
});

test('after kill -9 up brings it back with all that was acknowledged', async () => {
  await home.killAfter('s3', async () => s3('PUT', '/lake/last.txt', 'there'));
  await expect.poll(async () => stateOf(await home.status(), 's3')).toBe('failed');
  expect(await home.run(['up', 's3'])).toMatchObject({ exitCode: 0 });
  expect(await s3('GET', '/lake/day%201/a.txt')).toEqual([200, 'hello']);
  expect(await s3('GET', '/lake/last.txt')).toEqual([200, 'there']);
});
