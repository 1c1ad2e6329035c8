import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sealArchive, usableArchive } from '../../../../src/engines/local/java/archive.js';
import { damagedFiles } from '../../../../src/engines/local/library/verify.js';

const dir = await mkdtemp(join(tmpdir(), 'streamkit-verify-'));
afterAll(async () => rm(dir, { recursive: true }));

test('a file that is not what its checksum says is found; one without a checksum counts as whole', async () => {
  const sha1 = createHash('sha1').update('as it was').digest('hex');
  const path = (name: string) => join(dir, name);
  for (const name of ['whole.jar', 'changed.jar', 'folder.jar']) await writeFile(path(`${name}.sha1`), sha1);
  await writeFile(path('whole.jar'), 'as it was');
  await writeFile(path('changed.jar'), 'as it is.');
  await mkdir(path('folder.jar'));
  await writeFile(path('own.jar'), 'installed by hand');
  const all = ['whole.jar', 'changed.jar', 'folder.jar', 'own.jar'].map(path);
  expect(await damagedFiles(all)).toEqual([path('changed.jar'), path('folder.jar')]);
});

test('an archive is used while it is as it was sealed', async () => {
  const archive = join(dir, 'kafka.jsa');
  expect(await usableArchive(archive)).toBeUndefined();
  await writeFile(archive, 'classes');
  expect(await usableArchive(archive)).toBeUndefined();
  await sealArchive(archive);
  expect(await usableArchive(archive)).toBe(archive);
  await writeFile(archive, 'class');
  expect(await usableArchive(archive)).toBeUndefined();
});
