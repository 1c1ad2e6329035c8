import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openHome } from '../../../src/shared/home.js';

const dir = await realpath(await mkdtemp(join(tmpdir(), 'streamkit-home-')));
afterAll(async () => rm(dir, { recursive: true }));

test('an empty variable counts as not set, a relative one is resolved', () => {
  expect(openHome({ STREAMKIT_HOME: '', STREAMKIT_CACHE: '' }, dir).root).toBe(join(dir, '.streamkit'));
  expect(openHome({ STREAMKIT_HOME: 'mine' }).root).toBe(join(process.cwd(), 'mine'));
});

test('a home that is reached through a symbolic link is the same home, also before it exists', async () => {
  await mkdir(join(dir, 'disk'));
  await symlink(join(dir, 'disk'), join(dir, 'link'));
  expect(openHome({ STREAMKIT_HOME: join(dir, 'link') }).root).toBe(join(dir, 'disk'));
  expect(openHome({ STREAMKIT_HOME: join(dir, 'link/a/b') }).root).toBe(join(dir, 'disk/a/b'));
});

test('XDG base directories are used, unless there is a home already or one is named', async () => {
  const user = join(dir, 'user');
  await mkdir(user);
  const xdg = { XDG_DATA_HOME: join(dir, 'data'), XDG_CACHE_HOME: join(dir, 'cache') };
  const used = { root: join(dir, 'data/streamkit'), cache: join(dir, 'cache/streamkit') };
  expect(openHome(xdg, user)).toMatchObject(used);
  expect(openHome({ XDG_DATA_HOME: 'relative', XDG_CACHE_HOME: '' }, user).root).toBe(
    join(user, '.streamkit'),
  );
  const named = openHome({ ...xdg, STREAMKIT_HOME: join(dir, 'mine') }, user);
  expect(named).toMatchObject({ root: join(dir, 'mine'), cache: join(dir, 'mine/cache') });
  await mkdir(join(user, '.streamkit'));
  expect(openHome(xdg, user)).toMatchObject({
    root: join(user, '.streamkit'),
    cache: join(user, '.streamkit/cache'),
  });
});
