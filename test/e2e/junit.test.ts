import { copyFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { playground } from '../support/examples.js';
import { ownHome } from '../support/own-home.js';

const home = await ownHome();
const { dir, paste } = await playground(home);

test('JUnit: classes share a stack or have their own; only a shared one that has a name keeps running', async () => {
  await paste('streamkit scaffold junit tests');
  const fixtures = 'test/fixtures/junit';
  for (const name of await readdir(fixtures))
    await copyFile(join(fixtures, name), join(dir, 'tests/src/test/java/com/example/orders', name));
  await paste('cd tests && mvn --batch-mode --quiet test');
  const reports = join(dir, 'tests/target/surefire-reports');
  const files = (await readdir(reports)).filter((name) => name.endsWith('.xml'));
  const texts = await Promise.all(files.map(async (name) => readFile(join(reports, name), 'utf8')));
  // Surefire's own count leaves out classes that have nested ones. A failed test would end mvn.
  const names = [...texts.join('').matchAll(/<testcase name="(\w+)/g)].map(([, name]) => name);
  expect(names.sort()).toEqual([
    'errorsSayWhatToDo',
    'hasItsName',
    'hasNothingOfTheOtherClass',
    'hasTheSameStack',
    'recordsArrive',
    'theTopicOfStreamkitYmlExists',
  ]);
  const { stacks } = await home.json<{ stacks: { stack: string }[] }>(['list']);
  expect(stacks.map(({ stack }) => stack)).toEqual(['junit-shared']);
});
