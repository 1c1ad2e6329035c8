import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, expect, test } from 'vitest';
import { messageOf, systemCode } from '../../../src/shared/errors.js';
import { outputError, systemError } from '../../../src/shared/system-error.js';

const dir = await mkdtemp(join(tmpdir(), 'streamkit-system-error-'));
afterAll(async () => rm(dir, { recursive: true }));

const refused = (code: string, syscall: string, path?: string) =>
  systemError(Object.assign(new Error(`${syscall} ${code}`), { code, syscall, ...(path ? { path } : {}) }));

test('a file that the system denies is named with the reason', async () => {
  const error = await writeFile(dir, '').catch((caught: unknown) => caught);
  expect(systemError(error)).toMatchObject({
    code: 'FILE_UNUSABLE',
    message: `${dir} cannot be used: it is a directory.`,
  });
});

test.each([
  ['kill', 'EPERM', 'SYSTEM_REFUSED', 'operation not permitted'],
  ['listen', 'EACCES', 'SYSTEM_REFUSED', 'permission denied'],
  ['spawn', 'EAGAIN', 'SYSTEM_REFUSED', 'too many processes'],
  ['open', 'EMFILE', 'SYSTEM_REFUSED', 'too many open files'],
  ['uv_cwd', 'ENOENT', 'FILE_UNUSABLE', 'current folder no longer exists'],
  ['write', 'ENOSPC', 'DISK_FULL', 'disk is full'],
])('%s: %s', (syscall, code, expected, words) => {
  expect(refused(code, syscall)).toMatchObject({
    code: expected,
    message: expect.stringContaining(words) as string,
  });
});

test('an error that is not the system’s is none', () => {
  expect(systemError(new Error('something else'))).toBeUndefined();
  expect(refused('ENOENT', 'open', '/missing')).toBeUndefined();
});

test('a file of another user: chmod would not help, a new owner does', async () => {
  const advice = refused('EACCES', 'open', '/proc/1/root/x')?.suggestions;
  expect(advice).toEqual([
    process.getuid?.() === 0 ? expect.stringContaining('chmod') : expect.stringContaining('sudo chown -R'),
  ]);
});

test('stdout that cannot be written is a full disk or an unusable file', () => {
  expect(outputError(Object.assign(new Error('write'), { code: 'ENOSPC' })).code).toBe('DISK_FULL');
  expect(outputError(Object.assign(new Error('write'), { code: 'EIO' })).message).toContain(
    'stdout cannot be written',
  );
});

test('errors of another realm are recognized, such as those of Node in tests that Jest runs', () => {
  const error: unknown = runInNewContext("Object.assign(new Error('no such file'), { code: 'ENOENT' })");
  expect(error).not.toBeInstanceOf(Error);
  expect(systemCode(error)).toBe('ENOENT');
  expect(messageOf(error)).toBe('no such file');
});

test('errors of libraries that inherit from Error in the old way are errors', () => {
  const old = Object.assign(Object.create(Error.prototype) as Error, { message: 'no such table' });
  expect(messageOf(old)).toBe('no such table');
});
