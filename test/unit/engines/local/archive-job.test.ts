import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';

test('what a killed job has left is removed by the next one; archives and drafts in work stay', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'streamkit-archives-'));
  onTestFinished(async () => rm(folder, { recursive: true }));
  const child = execa('true');
  await child;
  const ended = child.pid ?? NaN;
  const kept = [`b.jsa.${process.pid}.draft`, 'b.jsa', 'b.jsa.seal'];
  for (const name of [...kept, `a.jsa.${ended}.draft`, `c.jsa.${ended}.draft.classlist`])
    await writeFile(join(folder, name), '');
  const request = { pid: process.pid, jcmd: 'false', archive: join(folder, 'a.jsa') };
  const job = 'src/engines/local/java/archive-job.ts';
  await execa(process.execPath, ['--import', 'tsx', job, JSON.stringify([request])]);
  expect((await readdir(folder)).sort()).toEqual(kept.sort());
});
