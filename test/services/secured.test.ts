import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { ownHome } from '../support/own-home.js';

const home = await ownHome();
const security = join(home.dir, 'stacks/default/security');
const properties = join(security, 'client.properties');

test('a secured broker comes up; its files are readable by the user only and no password is on a command line', async () => {
  const up = await home.run(['up', 'kafka', '--secure', '--kafka-mode', 'kraft', '--ports', 'auto']);
  expect(up.exitCode, up.stderr).toBe(0);
  for (const name of await readdir(security))
    expect((await stat(join(security, name))).mode & 0o077, name).toBe(0);
  const [, password = ''] = /password="(\w+)"/.exec(await readFile(properties, 'utf8')) ?? [];
  expect(password).not.toBe('');
  expect((await execa('ps', ['-axeww', '-o', 'args='])).stdout).not.toContain(password);
});

test('its client.properties, imported as a context, reads and does not write before it is allowed to', async () => {
  expect((await home.run(['topic', 'create', 'orders'])).exitCode).toBe(0);
  await home.run(['context', 'import', 'remote', '--from', 'java', '--file', properties]);
  const refused = await home.run(['topic', 'create', 'more', '--context', 'remote']);
  expect(refused.stderr).toContain('CONTEXT_READ_ONLY');
  const allowed = await home.run(['topic', 'create', 'more', '--context', 'remote', '--allow-write']);
  expect(allowed.exitCode, allowed.stderr).toBe(0);
  const { topics } = await home.json<{ topics: { name: string }[] }>([
    'topic',
    'list',
    '--context',
    'remote',
  ]);
  expect(topics.map(({ name }) => name)).toEqual(['more', 'orders']);
});

test('a wrong password is reported as a failure of SASL', async () => {
  const wrong = join(home.dir, 'wrong.properties');
  await writeFile(wrong, (await readFile(properties, 'utf8')).replace(/password="\w+"/, 'password="wrong"'));
  await home.run(['context', 'import', 'wrong', '--from', 'java', '--file', wrong]);
  const { exitCode, stderr } = await home.run(['topic', 'list', '--context', 'wrong']);
  expect(exitCode).toBe(4);
  expect(stderr).toContain('SASL failed');
});
