import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { streamkit, streamkitJson } from '../support/cli.js';

const env = inject('home');
const run = (...args: string[]) => streamkit(args, { env });

it('a group commits what it has read, is looked at, moved and deleted', async () => {
  const topic = `topic-${randomUUID()}`;
  const group = `group-${randomUUID()}`;
  await run('topic', 'create', topic);
  await run('produce', topic, 'a', 'b', 'c');
  expect((await run('consume', topic, '--group', group, '-b', '--max', '2')).stdout).toBe('a\nb');
  const described = await streamkitJson(['group', 'describe', group], { env });
  expect(described).toMatchObject({ lag: 1, partitions: [{ topic, committed: 2, end: 3 }] });
  expect((await run('consume', topic, '--group', group, '--exit')).stdout).toBe('c');

  const reset = ['group', 'reset', group, '--topic', topic, '--to', '-1'];
  expect(await streamkitJson(reset, { env })).toMatchObject({
    executed: false,
    partitions: [{ from: 3, to: 2 }],
  });
  expect((await run('consume', topic, '--group', group, '--exit')).stdout).toBe('');
  expect((await run(...reset, '--execute')).exitCode).toBe(0);
  expect((await run('consume', topic, '--group', group, '--exit')).stdout).toBe('c');

  expect((await run('group', 'delete', group)).exitCode).toBe(0);
  expect((await run('group', 'describe', group)).exitCode).toBe(6);
});

it('reading without a group leaves none behind', async () => {
  const topic = `topic-${randomUUID()}`;
  await run('topic', 'create', topic);
  const before = await streamkitJson(['group', 'list'], { env });
  await run('consume', topic, '-b', '-e');
  expect(await streamkitJson(['group', 'list'], { env })).toEqual(before);
});
