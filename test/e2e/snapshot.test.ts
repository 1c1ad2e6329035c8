import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Manifest } from '../../src/snapshots/manifest.js';
import type { Restored } from '../../src/snapshots/restore.js';
import { startStreamkit } from '../support/cli.js';
import { ownHome, stateOf } from '../support/own-home.js';

const home = await ownHome();
const file = join(home.dir, 'one.tgz');

async function topics() {
  const { topics: all } = await home.json<{ topics: { name: string }[] }>(['topic', 'list']);
  return all.map(({ name }) => name);
}

async function values(topic: string) {
  const { stdout } = await home.run(['consume', topic, '--from-beginning', '--exit']);
  return stdout.trim();
}

test('a snapshot brings back the data of the whole stack, and services that ran', async () => {
  const up = await home.run(['up', 'kafka', '--kafka-mode', 'kraft', '--ports', 'auto']);
  expect(up.exitCode, up.stderr).toBe(0);
  await home.run(['topic', 'create', 'kept']);
  await home.run(['produce', 'kept', 'before']);
  const saved = await home.json<Manifest>(['snapshot', 'save', 'one', '--output', file]);
  expect(Object.keys(saved.products)).toEqual(['kafka']);
  expect(saved.bytes).toBeGreaterThan(0);
  expect(stateOf(await home.status(), 'kafka')).toBe('up');
  expect((await home.run(['snapshot', 'list'])).stdout).toMatch(/^one .* streamkit \S+, kafka 4\.\d+\.\d+$/m);

  await home.run(['produce', 'kept', 'after']);
  await home.run(['topic', 'create', 'later']);
  const refused = await home.run(['snapshot', 'restore', 'one']);
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain('This replaces all data of stack default');
  expect((await home.run(['snapshot', 'save', 'one'])).exitCode).toBe(6);
  expect(await values('kept')).toBe('before\nafter');

  const restored = await home.json<Restored>(['snapshot', 'restore', 'one', '--yes']);
  expect(restored.started).toEqual(['kafka']);
  expect(await topics()).toEqual(['kept']);
  expect(await values('kept')).toBe('before');
});

test('after kill -9 of a restore the stack has its old or its new data', async () => {
  await home.run(['topic', 'create', 'later']);
  const cut = startStreamkit(['snapshot', 'restore', 'one', '--yes'], { env: home.env });
  for await (const line of cut.iterable()) if (String(line).includes('kafka is [DOWN]')) break;
  cut.kill('SIGKILL');
  await cut;
  const up = await home.run(['up', 'kafka']);
  expect(up.exitCode, up.stderr).toBe(0);
  expect([['kept'], ['kept', 'later']]).toContainEqual(await topics());
  expect(await values('kept')).toBe('before');
  expect((await readdir(join(home.dir, 'stacks'))).filter((name) => name.startsWith('default'))).toEqual([
    'default',
  ]);
});

test('a snapshot in a file becomes another stack; deleting a stack keeps its snapshots', async () => {
  await home.run(['down', '--data', '--yes']);
  const restored = await home.run(['snapshot', 'restore', file, '--stack', 'review']);
  expect(restored.exitCode, restored.stderr).toBe(0);
  expect(await readdir(join(home.dir, 'stacks/review/kafka/data'))).toContain('kept-0');
  const { steps } = await home.json<{ steps: { service: string }[] }>([
    'up',
    '--dry-run',
    '--stack',
    'review',
  ]);
  expect(steps.map(({ service }) => service)).toEqual(['kafka']);
  const { snapshots } = await home.json<{ snapshots: Manifest[] }>(['snapshot', 'list']);
  expect(snapshots.map(({ name }) => name)).toEqual(['one']);
  expect((await home.run(['snapshot', 'delete', 'one', '--yes'])).exitCode).toBe(0);
  expect((await home.run(['snapshot', 'list'])).stdout).toContain('Stack default has no snapshots.');
});
