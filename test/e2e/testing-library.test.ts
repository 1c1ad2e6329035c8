import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownHome } from '../support/own-home.js';

const home = await ownHome();
const dir = await mkdtemp(join(tmpdir(), 'streamkit-testing-'));
afterAll(async () => rm(dir, { recursive: true }));
const options = { cwd: dir, env: { ...home.env, NODE_OPTIONS: '' }, all: true, reject: false } as const;

/** A project of a user, with the examples of docs/testing.md in it. */
async function writeProject() {
  await mkdir(join(dir, 'node_modules/@types'), { recursive: true });
  await symlink(resolve('.'), join(dir, 'node_modules/streamkit'));
  for (const name of ['vitest', '@types/node'])
    await symlink(resolve('node_modules', name), join(dir, 'node_modules', name));
  const text = await readFile('docs/testing.md', 'utf8');
  const blocks = [...text.matchAll(/```(js|ts)\n([^]*?)```/g)].map(([, language, code]) => ({
    language,
    code,
  }));
  expect(blocks.map(({ language }) => language)).toEqual(['js', 'ts']);
  await writeFile(join(dir, 'package.json'), '{"type":"module"}');
  await writeFile(join(dir, 'orders.js'), blocks[0]?.code ?? '');
  await writeFile(join(dir, 'payments.test.ts'), blocks[1]?.code ?? '');
}

beforeAll(writeProject);

test('the examples of docs/testing.md have correct types', async () => {
  const tsc = resolve('node_modules/.bin/tsc');
  const flags = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022'];
  const { all, exitCode } = await execa(tsc, [...flags, 'payments.test.ts'], options);
  expect(exitCode, all).toBe(0);
});

test('node:test: a stack of its own is deleted, and nothing is printed', async () => {
  const { all, exitCode } = await execa(
    process.execPath,
    ['--test', '--test-reporter=tap', 'orders.js'],
    options,
  );
  expect(exitCode, all).toBe(0);
  expect(all).toMatch(/^# pass 1$/m);
  expect(all).not.toMatch(/is \[UP\]|kafka/);
  expect((await home.json<{ stacks: unknown[] }>(['list'])).stacks).toEqual([]);
});

test('vitest: a shared stack keeps running for the next file', async () => {
  const vitest = resolve('node_modules/.bin/vitest');
  const run = async () => execa(vitest, ['run', '--root', dir], options);
  const first = await run();
  expect(first.exitCode, first.all).toBe(0);
  const { stacks } = await home.json<{ stacks: { stack: string }[] }>(['list']);
  expect(stacks.map(({ stack }) => stack)).toEqual(['orders-tests']);
  const second = await run();
  expect(second.exitCode, second.all).toBe(0);
});

/** A file of tests: one on a stack that all of them share, one on a stack of its own. */
const parallel = (name: string) => `
import { expect, test } from 'vitest';
import { startStack } from 'streamkit/testing';
test.each([{ share: 'parallel' }, {}])('${name}', async (options) => {
  const stack = await startStack({ kafkaMode: 'kraft', ...options });
  try {
    const topic = stack.unique('orders');
    await stack.createTopic(topic, { partitions: 2 });
    await stack.produce(topic, [{ file: '${name}' }, { record: { key: 'a', value: '${name}' } }]);
    const records = await stack.consumeUntil(topic, 2);
    expect(records.map(({ value }) => value?.includes('${name}'))).toEqual([true, true]);
  } finally {
    await stack.stop();
  }
}, 300_000);
`;
const snapshots = `
import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { startStack } from 'streamkit/testing';
const project = new URL('.', import.meta.url).pathname;
test('restore brings back what a snapshot has; apply follows the project', async () => {
  await writeFile(project + 'streamkit.yml', 'kafkaMode: kraft\\ntopics:\\n  orders:\\n');
  const stack = await startStack({ project });
  try {
    await stack.produce('orders', ['before']);
    await stack.snapshot('before');
    await stack.produce('orders', ['lost']);
    await stack.restore('before');
    await stack.produce('orders', ['after']);
    const records = await stack.consumeUntil('orders', 2);
    expect(records.map(({ value }) => value)).toEqual(['before', 'after']);
    await writeFile(project + 'streamkit.yml', 'topics:\\n  orders:\\n  more:\\n');
    await stack.apply(project);
    await expect(stack.createTopic('more')).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  } finally {
    await stack.stop();
  }
}, 300_000);
`;

test('vitest: files in parallel share a stack, or have stacks of their own with snapshots', async () => {
  const folder = join(dir, 'parallel');
  await mkdir(folder);
  for (const name of ['one', 'two', 'three'])
    await writeFile(join(folder, `${name}.test.ts`), parallel(name));
  await writeFile(join(folder, 'snapshot.test.ts'), snapshots);
  const { all, exitCode } = await execa(
    resolve('node_modules/.bin/vitest'),
    ['run', '--root', folder, '--maxWorkers=4'],
    options,
  );
  expect(exitCode, all).toBe(0);
  const { stacks } = await home.json<{ stacks: { stack: string }[] }>(['list']);
  expect(stacks.map(({ stack }) => stack)).toContain('parallel');
  expect(stacks.filter(({ stack }) => stack.startsWith('test-'))).toEqual([]);
  expect(await readdir(join(home.dir, 'snapshots'))).toEqual([]);
});
