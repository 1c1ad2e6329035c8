import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { featureOf, findJava, inspectJava } from '../../../../src/engines/local/java/java.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'streamkit-java-'));
  for (const [name, version] of [
    ['eight', '1.8.0_402'],
    ['eleven', '11.0.2'],
    ['seventeen', '17.0.15'],
  ] as const) {
    await mkdir(join(dir, name, 'bin'), { recursive: true });
    await writeFile(join(dir, name, 'release'), `JAVA_VERSION="${version}"\n`);
    await writeFile(join(dir, name, 'bin', 'java'), '', { mode: 0o755 });
  }
});
afterAll(async () => rm(dir, { recursive: true }));

test.each([
  ['1.8.0_402', 8],
  ['11.0.2', 11],
  ['17', 17],
  ['17.0.15', 17],
  ['25-ea', 25],
])('%s is Java %i', (version, feature) => {
  expect(featureOf(version)).toBe(feature);
});

test('a Java home is known by its release file', async () => {
  expect(await inspectJava(join(dir, 'seventeen'))).toMatchObject({ feature: 17, version: '17.0.15' });
  expect(await inspectJava(join(dir, 'nothing'))).toBeUndefined();
  await mkdir(join(dir, 'unpacked'));
  await writeFile(join(dir, 'unpacked', 'release'), 'JAVA_VERSION="17.0.15"\n');
  expect(await inspectJava(join(dir, 'unpacked')), 'without a java that can be run').toBeUndefined();
});

const nowhere = { min: 17, max: 25 };

test('JAVA_HOME comes first, then the PATH; an unsuitable one is skipped', async () => {
  const environment = { JAVA_HOME: join(dir, 'eleven'), PATH: join(dir, 'seventeen', 'bin') };
  expect(await findJava(nowhere, environment, [])).toMatchObject({ home: join(dir, 'seventeen') });
});

test('only Java 8 and 11: both are named', async () => {
  const environment = { JAVA_HOME: join(dir, 'eight'), PATH: join(dir, 'eleven', 'bin') };
  await expect(findJava(nowhere, environment, [])).rejects.toMatchObject({
    code: 'JAVA_UNFIT',
    exitCode: 3,
    message: expect.stringMatching(
      /Java 17 to 25 is needed, but found only 1\.8\.0_402 in .*, 11\.0\.2 in /,
    ) as string,
  });
});

test('no Java at all', async () => {
  await expect(findJava(nowhere, { PATH: dir }, [])).rejects.toMatchObject({
    code: 'JAVA_MISSING',
    exitCode: 3,
  });
});
