import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';

test('bin/dev.js runs the sources as they are, not what was built', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'streamkit-dev-'));
  // Node notes there which files a program has loaded.
  const env = { NODE_V8_COVERAGE: dir, STREAMKIT_HOME: dir };
  const { stdout } = await execa('bin/dev.js', ['list', '--json'], { env });
  expect(JSON.parse(stdout)).toEqual({ stacks: [] });
  const notes = await Promise.all((await readdir(dir)).map((name) => readFile(join(dir, name), 'utf8')));
  await rm(dir, { recursive: true });
  expect(notes.join()).toContain('/src/commands/list.ts');
  expect(notes.join()).not.toContain('/dist/commands/list.js');
});
