import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { declaredClasses } from '../../src/connect/plugins/declared-classes.js';
import { draftPlugin, placePlugin } from '../../src/connect/plugins/plugin-files.js';
import { unpackProgram } from '../../src/engines/local/library/unpack-program.js';
import { hostileBytes, orRefused } from '../support/hostile.js';
import { zip, type ZipEntry } from '../support/zip.js';

const dir = await mkdtemp(join(tmpdir(), 'streamkit-archives-'));
afterAll(async () => rm(dir, { recursive: true, force: true }));

const marker = 'META-INF/services/org.apache.kafka.connect.source.SourceConnector';
const plugin = zip([{ name: marker, content: 'x' }]);
/** The files' part of an installation. */
async function installPlugin(source: string, pluginPath: string, limitBytes?: number): Promise<string> {
  const plugin = await draftPlugin(source, pluginPath, limitBytes);
  try {
    await declaredClasses(plugin.draft, source);
    await placePlugin(plugin, pluginPath);
    return plugin.name;
  } finally {
    await rm(plugin.draft, { recursive: true, force: true });
  }
}

let run = 0;
let place = '';
let target = '';

/** A folder of its own for each try, with something beside the target that must stay as it is. */
async function fresh() {
  place = join(dir, String(run++));
  target = join(place, 'data', 'plugins');
  await mkdir(target, { recursive: true });
  await writeFile(join(place, 'bystander'), 'untouched');
}
beforeEach(fresh);

async function expectUntouched(source: string[]) {
  expect(await readFile(join(place, 'bystander'), 'utf8')).toBe('untouched');
  expect((await readdir(place)).sort()).toEqual(['bystander', 'data', ...source].sort());
  // Whatever happened, no half-made folder is left beside the plugins.
  expect(await readdir(join(place, 'data'))).toEqual(['plugins']);
}

const names = fc.oneof(
  fc.constantFrom(
    'a.jar',
    '../a.jar',
    '/tmp/a.jar',
    'x/../../../a.jar',
    '..\\a.jar',
    'C:\\a.jar',
    '.jar',
    'a/../b.jar',
  ),
  fc.stringMatching(/^[./\\a-z\0]{1,30}$/).map((name) => `${name}.jar`),
);
const entries: fc.Arbitrary<ZipEntry> = fc.record({
  name: names,
  content: fc.constantFrom(plugin, Buffer.from('no zip'), Buffer.alloc(0)),
  mode: fc.constantFrom(0o100644, 0o120777, 0o040755, 0o060644, 0),
  claimedSize: fc.option(fc.constantFrom(0, 1, 0xffff, 0xfffffffe), { nil: undefined, freq: 5 }),
});

test('an archive of a connector writes nowhere else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(entries, { maxLength: 4 }), async (list) => {
      await fresh();
      const source = join(place, 'evil.zip');
      await writeFile(source, zip([...list, { name: 'good.jar', content: plugin }]));
      await orRefused(async () => installPlugin(source, target));
      await expectUntouched(['evil.zip']);
    }),
    { numRuns: 250 },
  );
});

test('damaged archives and jars are refused in words', async () => {
  const good = zip([{ name: 'good.jar', content: plugin }]);
  const cuts = fc.tuple(fc.nat(good.length), fc.nat(good.length - 1), hostileBytes);
  await fc.assert(
    fc.asyncProperty(cuts, fc.constantFrom('zip', 'jar'), async ([cut, at, bytes], kind) => {
      await fresh();
      const source = join(place, `evil.${kind}`);
      const data = Buffer.from(good);
      bytes.copy(data, at);
      await writeFile(source, data.subarray(0, cut));
      await orRefused(async () => installPlugin(source, target));
      await expectUntouched([`evil.${kind}`]);
    }),
    { numRuns: 250 },
  );
});

test('an archive that unpacks to more than the limit is refused', async () => {
  const source = join(place, 'bomb.zip');
  await writeFile(source, zip([{ name: 'good.jar', content: Buffer.alloc(100_000) }]));
  await expect(installPlugin(source, target, 50_000)).rejects.toMatchObject({ code: 'USAGE' });
  await expectUntouched(['bomb.zip']);
});

test.each(['.', 'sub/..'])('a folder written as %s replaces none of the others', async (written) => {
  await writeFile(join(target, 'kept'), '');
  const source = join(place, 'mine');
  await mkdir(join(source, 'sub'), { recursive: true });
  await writeFile(join(source, 'good.jar'), plugin);
  const before = process.cwd();
  process.chdir(source);
  expect(await installPlugin(written, target)).toBe('mine');
  process.chdir(before);
  expect((await readdir(target)).sort()).toEqual(['kept', 'mine']);
  await expectUntouched(['mine']);
});

test('the folder that holds the plugins is none itself', async () => {
  for (const source of ['/', place, join(target, '..')])
    expect(await orRefused(async () => installPlugin(source, target))).toBeUndefined();
  await expectUntouched([]);
});

test('a link in a folder of jars is no way out', async () => {
  const source = join(place, 'linked');
  await mkdir(source);
  await writeFile(join(source, 'good.jar'), plugin);
  await symlink(join(place, 'bystander'), join(source, 'link.jar'));
  await orRefused(async () => installPlugin(source, target));
  await expectUntouched(['linked']);
});

test('a downloaded program is unpacked below its own folder only', async () => {
  const programs = fc.record({
    name: fc.oneof(
      fc.constantFrom('root/bin/x', 'root/../x', 'root/bin/../../../x', 'root//x', 'root/./x', 'other/x'),
      fc.stringMatching(/^[./a-z\\]{1,20}$/).map((name) => `root/${name}`),
    ),
    content: fc.constantFrom(Buffer.from('#!/bin/sh')),
    mode: fc.constantFrom(0o100755, 0o100644, 0o120777, 0),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(programs, { minLength: 1, maxLength: 4 }), async (list) => {
      await fresh();
      const jar = join(place, 'program.jar');
      await writeFile(jar, zip(list));
      const found = await orRefused(async () => unpackProgram(jar, 'root', target)).catch(
        (error: unknown) => {
          // Maven's checksums keep such a jar away; here it only must not write.
          expect(error).toBeInstanceOf(Error);
          return undefined;
        },
      );
      for (const path of found ?? []) expect(path.startsWith(`${join(target, 'program')}/`)).toBe(true);
      await expectUntouched(['program.jar']);
    }),
    { numRuns: 200 },
  );
});
