import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { execa } from 'execa';
import { getProperties } from 'properties-file';
import { expect, test } from 'vitest';
import { settingsText } from '../../../src/render/settings.js';

const hostile = {
  PLAIN: '127.0.0.1:9092',
  EMPTY: '',
  SPACES: ' a b ',
  QUOTES: `it's`,
  SHELL: '$(touch /tmp/x) `id` ${HOME} \\n !',
  WIDE: '/home/grüße/日本',
};
const settings = { variables: hostile, properties: hostile, spring: hostile };

test('sh: a shell reads back exactly what was written, and runs none of it', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'settings-'));
  const all = { ...hostile, LINES: 'a\nb', BOTH: `a'b"c` };
  await writeFile(join(dir, 'env'), settingsText({ ...settings, variables: all }, 'sh'));
  const { stdout } = await execa('sh', ['-c', '. "$0/env"; env -0', dir], { env: {}, extendEnv: false });
  const seen = stdout.split('\0');
  for (const [name, value] of Object.entries(all)) expect(seen).toContain(`${name}=${value}`);
  await rm(dir, { recursive: true });
});

test('dotenv: read back by Node itself', () => {
  expect(parseEnv(settingsText(settings, 'dotenv'))).toEqual(hostile);
  expect(settingsText(settings, 'dotenv')).toContain('PLAIN=127.0.0.1:9092\n');
});

test('json', () => {
  expect(JSON.parse(settingsText(settings, 'json'))).toEqual(hostile);
});

test.each(['properties', 'spring'] as const)('%s: read back by a .properties parser', (format) => {
  expect(getProperties(settingsText(settings, format))).toEqual(hostile);
});
