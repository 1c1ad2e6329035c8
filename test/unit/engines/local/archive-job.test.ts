import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
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

test('a JVM that runs a job is asked for its classes once its log says so, and not at all if it ends before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'streamkit-archives-'));
  onTestFinished(async () => rm(folder, { recursive: true }));
  const jvm = execa('sleep', ['60'], { reject: false });
  onTestFinished(() => void jvm.kill());
  await writeFile(join(folder, 'stdout'), 'Running\n');
  await writeFile(join(folder, 'stderr'), 'Command\n');
  const asked = join(folder, 'asked');
  const jcmd = join(folder, 'jcmd');
  await writeFile(jcmd, `#!/bin/sh\necho "$@" >> '${asked}'\nexit 1\n`, { mode: 0o755 });
  const after = { folder, says: 'made progress' };
  const request = { pid: jvm.pid, jcmd, archive: join(folder, 'a.jsa'), after };
  const job = async () =>
    execa(process.execPath, [
      '--import',
      'tsx',
      'src/engines/local/java/archive-job.ts',
      JSON.stringify([request]),
    ]);

  const waiting = job();
  await appendFile(join(folder, 'stdout'), 'Looked for records\n');
  expect(await Promise.race([waiting.then(() => 'over'), delay(1500, 'waiting')])).toBe('waiting');
  await appendFile(join(folder, 'stdout'), 'Query made progress\n');
  await waiting;
  expect(await readFile(asked, 'utf8')).toContain(`${jvm.pid} VM.cds static_dump`);

  await writeFile(join(folder, 'stdout'), 'Running\n');
  const second = job();
  jvm.kill('SIGKILL');
  await second;
  expect((await readFile(asked, 'utf8')).trim().split('\n')).toHaveLength(1);
});
