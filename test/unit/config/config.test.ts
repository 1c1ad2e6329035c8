import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/config.js';

const dir = await mkdtemp(join(tmpdir(), 'streamkit-config-'));
afterAll(async () => rm(dir, { recursive: true }));

test('streamkit.yaml of a parent is read like streamkit.yml; both in one folder are refused', async () => {
  await mkdir(join(dir, 'a/b'), { recursive: true });
  await writeFile(join(dir, 'streamkit.yaml'), 'stack: mine\n');
  expect(await loadConfig(join(dir, 'a/b'))).toMatchObject({ stack: 'mine' });
  await writeFile(join(dir, 'streamkit.yml'), 'stack: other\n');
  await expect(loadConfig(dir)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
});
