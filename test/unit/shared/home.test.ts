import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openHome } from '../../../src/shared/home.js';

const dir = await realpath(await mkdtemp(join(tmpdir(), 'streamkit-home-')));
afterAll(async () => rm(dir, { recursive: true }));

test('an empty variable counts as not set, a relative one is resolved', () => {
  expect(openHome({ STREAMKIT_HOME: '', STREAMKIT_CACHE: '' }).root).toBe(join(homedir(), '.streamkit'));
  expect(openHome({ STREAMKIT_HOME: 'mine' }).root).toBe(join(process.cwd(), 'mine'));
});

test('a home that is reached through a symbolic link is the same home, also before it exists', async () => {
  await mkdir(join(dir, 'disk'));
  await symlink(join(dir, 'disk'), join(dir, 'link'));
  expect(openHome({ STREAMKIT_HOME: join(dir, 'link') }).root).toBe(join(dir, 'disk'));
  expect(openHome({ STREAMKIT_HOME: join(dir, 'link/a/b') }).root).toBe(join(dir, 'disk/a/b'));
});
