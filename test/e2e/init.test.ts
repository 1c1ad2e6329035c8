import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { streamkit } from '../support/cli.js';

const env = inject('home');
const cwd = await mkdtemp(join(tmpdir(), 'streamkit-init-'));
afterAll(async () => rm(cwd, { recursive: true }));
const run = (...args: string[]) => streamkit(args, { env, cwd });

test('without a terminal it asks nothing and names the flag', async () => {
  const { exitCode, stderr } = await run('init');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--yes');
});

test('the file is read by the next command, and not written over without --force', async () => {
  const first = await run('init', '--yes', '--stack', 'shop', '--service', 'kafka', '--kafka-mode', 'kraft');
  expect(first.exitCode, first.stderr).toBe(0);
  const planned = await run('up', '--dry-run', '--json');
  expect(JSON.parse(planned.stdout)).toMatchObject({ stack: 'shop', steps: [{ service: 'kafka' }] });
  const before = await readFile(join(cwd, 'streamkit.yml'), 'utf8');
  expect(await run('init', '--yes')).toMatchObject({
    exitCode: 6,
    stderr: expect.stringContaining('--force') as string,
  });
  expect(await readFile(join(cwd, 'streamkit.yml'), 'utf8')).toBe(before);
});

test('--force overwrites a broken file; invalid names are refused before anything is written', async () => {
  await writeFile(join(cwd, 'streamkit.yml'), 'services: [');
  expect(await run('init', '--yes', '--force', '--service', 'kafak')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('Did you mean kafka?') as string,
  });
  expect(await run('init', '--yes', '--force', '--stack', '../up')).toMatchObject({ exitCode: 2 });
  expect(await run('init', '--yes', '--force')).toMatchObject({ exitCode: 0 });
  expect((await run('up', '--dry-run')).exitCode).toBe(0);
});

test('a stack that is named can be stopped from a folder with a broken file', async () => {
  await writeFile(join(cwd, 'streamkit.yml'), 'services: [');
  expect(await run('down')).toMatchObject({ exitCode: 2 });
  expect(await run('down', '--stack', 'shop')).toMatchObject({ exitCode: 0, stderr: '' });
});
