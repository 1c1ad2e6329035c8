import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { streamkit, streamkitJson } from '../support/cli.js';
import type { ProjectPlan } from '../../src/project/apply.js';
import type { TopicDescription } from '../../src/kafka/topics/topics.js';

const env = inject('home');
const cwd = await mkdtemp(join(tmpdir(), 'streamkit-project-'));
afterAll(async () => rm(cwd, { recursive: true }));
const run = (...args: string[]) => streamkit(args, { env, cwd });
const json = <Result>(...args: string[]) => streamkitJson<Result>(args, { env, cwd });

async function write(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, name)), { recursive: true });
    await writeFile(join(cwd, name), text);
  }
}

const record = (...fields: string[]) =>
  JSON.stringify({
    type: 'record',
    name: 'Order',
    fields: fields.map((name) => ({ name, type: 'string' })),
  });
const project = `
topics:
  project-orders: { partitions: 2, configs: { cleanup.policy: compact } }
  project-copies:
schemas:
  project-orders-value: { file: order.avsc, compatibility: FULL }
data:
  - { topic: project-orders, file: orders.txt, keySeparator: "|" }
`;

test('a project is shown, applied once, changed, and pruned; what would lose data is refused', async () => {
  await write({ 'streamkit.yml': project, 'order.avsc': record('id'), 'orders.txt': 'a|1\nb|2\n' });

  const planned = await run('diff', '--json');
  expect(planned.exitCode, planned.stderr).toBe(5);
  expect((JSON.parse(planned.stdout) as ProjectPlan).changes).toBe(4);
  const applied = await run('apply');
  expect(applied.exitCode, applied.stderr).toBe(0);
  expect(applied.stdout).toContain('4 changed, 0 up to date.');
  expect(await run('diff')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('No changes (4 up to date).') as string,
  });
  const { topics } = await json<{ topics: TopicDescription[] }>('topic', 'describe', 'project-orders');
  expect(topics[0]).toMatchObject({ partitions: 2, records: 2, configs: { 'cleanup.policy': 'compact' } });

  const exported = await run('export', 'project', 'exported');
  expect(exported.exitCode, exported.stderr).toBe(0);
  const again = await streamkit(['diff', '--json'], { env, cwd: join(cwd, 'exported') });
  const own = (JSON.parse(again.stdout) as ProjectPlan).steps.filter(({ name }) =>
    name.startsWith('project-'),
  );
  expect(own.map(({ action, name }) => `${action} ${name}`)).toEqual([
    'keep project-copies',
    'keep project-orders',
    'keep project-orders-value',
  ]);

  await write({
    'streamkit.yml': project.replace('partitions: 2', 'partitions: 1'),
    'order.avsc': record('id', 'note'),
  });
  const refused = await run('apply');
  expect(refused.exitCode).toBe(5);
  expect(refused.stderr).toContain('topic project-orders: it has 2 partitions');
  expect(refused.stderr).toContain('schema project-orders-value: it is not compatible (FULL)');

  await write({ 'streamkit.yml': project.replace(/ {2}project-copies:\n/, ''), 'order.avsc': record('id') });
  expect((await run('diff')).stdout).toContain('topic project-copies: it is no longer in streamkit.yml');
  expect((await run('apply', '--prune')).stderr).toContain('This deletes topic project-copies.');
  const pruned = await json<ProjectPlan>('apply', '--prune', '--yes');
  expect(pruned.steps.filter(({ action }) => action === 'delete').map(({ name }) => name)).toEqual([
    'project-copies',
  ]);

  await write({ 'streamkit.yml': 'topics: {}\n' });
  expect((await run('apply', '--prune', '--yes')).exitCode).toBe(0);
  expect((await run('topic', 'list')).stdout).not.toContain('project-');
});

test('a file that is missing is reported with the line that names it', async () => {
  await write({ 'streamkit.yml': 'topics: {}\nschemas:\n  project-a: missing.avsc\n' });
  const { exitCode, stderr } = await run('diff');
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`${join(cwd, 'streamkit.yml')}:3: schemas.project-a:`);
});

interface Row {
  partition: number;
  timestamp: number;
  key: string;
  value: unknown;
  headers: unknown[];
}

test('a recording and a copy keep keys, headers, partitions and timestamps', async () => {
  await write({ 'streamkit.yml': '', 'rows.txt': '1|a\n2|b\n3|c\n' });
  const source = ['produce', 'rec-a', '--file', 'rows.txt', '--key-separator', '|', '--header', 'n=1'];
  await run('topic', 'create', 'rec-a', '--partitions', '3');
  await run('topic', 'create', 'rec-b', '--partitions', '3');
  expect((await run(...source)).exitCode).toBe(0);
  const rows = async (topic: string) => {
    const { records } = await json<{ records: Row[] }>('consume', topic, '--from-beginning', '--exit');
    return records
      .map(({ partition, timestamp, key, value, headers }) => ({ partition, timestamp, key, value, headers }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  };
  const before = await rows('rec-a');
  const recorded = await run('record', 'rec-a', '--offset', 'start', '--exit', '-o', 'a.recording');
  expect(recorded.stdout, recorded.stderr).toContain('3 records written');
  expect((await run('replay', 'a.recording', '--speed', 'max', '--topic', 'rec-b')).stderr).toContain(
    '3 records',
  );
  expect(await rows('rec-b')).toEqual(before);
  expect((await run('copy', 'rec-a', 'rec-c', '--create')).stderr).toContain('3 records');
  expect(await rows('rec-c')).toEqual(before);
  expect((await run('record', 'rec-a', '--exit', '-o', 'a.recording')).exitCode).toBe(6);
  await run('topic', 'delete', 'rec-a', 'rec-b', 'rec-c', '--yes');
});
