import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clearLeftovers } from '../../../../src/stack/record/leftovers.js';

test('unfinished files and deletions go, data and what services call drafts stay', async () => {
  const stacks = await mkdtemp(join(tmpdir(), 'streamkit-leftovers-'));
  const dir = join(stacks, 'default');
  const draft = '007e91f1-056c-49f4-a373-bf9e5b0d85d6.draft';
  for (const folder of ['kafka/conf', 'kafka/data', 'mysql/data/mariadb.draft'])
    await mkdir(join(dir, folder), { recursive: true });
  await mkdir(`${dir}.deleted/kafka`, { recursive: true });
  const gone = [
    `stack.json.${draft}`,
    `kafka/process.json.${draft}`,
    `kafka/conf/server.properties.${draft}`,
  ];
  for (const path of [...gone, 'stack.json', `kafka/data/a.${draft}`]) await writeFile(join(dir, path), '');
  await clearLeftovers(dir);
  expect((await readdir(stacks, { recursive: true })).sort()).toEqual(
    ['', '/kafka', '/kafka/conf', '/kafka/data', `/kafka/data/a.${draft}`]
      .concat(['/mysql', '/mysql/data', '/mysql/data/mariadb.draft', '/stack.json'])
      .map((path) => `default${path}`),
  );
  await rm(stacks, { recursive: true });
});
