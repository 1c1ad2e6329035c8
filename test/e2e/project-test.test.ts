import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { TestResult } from '../../src/checks/test-project.js';
import { streamkit } from '../support/cli.js';
import { ownHome } from '../support/own-home.js';

const home = await ownHome();
const cwd = await mkdtemp(join(tmpdir(), 'streamkit-project-test-'));
afterAll(async () => rm(cwd, { recursive: true }));
const run = (...args: string[]) => streamkit(args, { env: home.env, cwd });

async function write(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, name)), { recursive: true });
    await writeFile(join(cwd, name), text);
  }
}

const project = `stack: shop
topics:
  orders:
`;
const passing = `steps:
  - produce: { topic: orders, records: ["plain", { id: 1, customer: { name: Ann, city: Ulm } }] }
  - records: { topic: orders, match: ["pl*", { customer: { name: Ann } }], count: 2 }
  - kill: kafka
  - up: kafka
  - records: { topic: orders, match: [{ id: 1 }] }
  - run: [sh, -c, 'test -n "$KAFKA_BOOTSTRAP_SERVERS"']
`;
const failing = `steps:
  - produce: { topic: orders, records: [one] }
  - name: two arrives
    records: { topic: orders, match: [two], within: 500ms }
  - run: "true"
`;

test('steps pass or fail with file and line, on a stack that is deleted afterwards', async () => {
  await write({ 'streamkit.yml': project, 'pipelines/a.yml': passing, 'pipelines/b.yml': failing });
  const { exitCode, stdout, stderr } = await run('test', '--junit', 'checks.xml', '--json');
  expect(exitCode, stderr).toBe(5);
  const { stack, passed, failed, checks } = JSON.parse(stdout) as TestResult;
  expect({ passed, failed }).toEqual({ passed: 1, failed: 1 });
  expect(stack).toMatch(/^shop-test-[0-9a-f]{6}$/);
  expect(checks.map(({ steps }) => steps.map(({ status }) => status))).toEqual([
    Array(6).fill('passed'),
    ['passed', 'failed', 'skipped'],
  ]);
  expect(checks[1]?.steps[1]).toMatchObject({
    name: 'two arrives',
    error: expect.stringMatching(
      /^pipelines\/b\.yml:3: orders: no record matches "two"; the last ones are .*one \(after 0\.5 s\)$/,
    ) as string,
  });
  expect(await readFile(join(cwd, 'checks.xml'), 'utf8')).toContain(
    '<testsuite name="b" tests="3" failures="1"',
  );
  expect((await home.json<{ stacks: unknown[] }>(['list'])).stacks).toEqual([]);
});

test('mistakes in checks are reported with file and line before anything starts', async () => {
  await write({ 'pipelines/b.yml': 'steps:\n  - produse: { topic: a, records: [] }\n' });
  expect(await run('test')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(
      /pipelines\/b\.yml:2: unknown setting "steps\.0\.produse"[^]*Did you mean produce/,
    ) as string,
  });
  await write({ 'pipelines/b.yml': 'steps:\n  - run: a\n    kill: kafka\n' });
  expect((await run('test')).stderr).toContain('pipelines/b.yml:2: the step has kill and run');
  await rm(join(cwd, 'pipelines/b.yml'));
  expect((await run('test', 'aa')).stderr).toContain('Did you mean a?');
});
