import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { streamkit, streamkitJson } from '../support/cli.js';

const env = inject('home');
const run = (...args: string[]) => streamkit(args, { env });
const newName = () => `topic-${randomUUID()}`;

describe('topics', () => {
  it('are created, listed, described, altered and deleted', async () => {
    const name = newName();
    expect(
      await run('topic', 'create', name, '--partitions', '2', '--config', 'retention.ms=60000'),
    ).toMatchObject({
      exitCode: 0,
      stdout: `Created the topic ${name} with 2 partitions.`,
    });
    expect((await run('topic', 'list')).stdout).toContain(name);
    const altered = await run(
      'topic',
      'alter',
      name,
      '-p',
      '3',
      '--delete-config',
      'retention.ms',
      '-c',
      'cleanup.policy=compact',
    );
    expect(altered).toMatchObject({ exitCode: 0 });
    const { topics } = await streamkitJson<{ topics: unknown[] }>(['topic', 'describe', name], { env });
    expect(topics).toMatchObject([
      { name, partitions: 3, records: 0, configs: { 'cleanup.policy': 'compact' } },
    ]);
    expect(await run('topic', 'delete', name)).toMatchObject({ exitCode: 0 });
    expect((await run('topic', 'describe', name)).exitCode).toBe(6);
  });

  it('that exist are left alone', async () => {
    const name = newName();
    await run('topic', 'create', name);
    const again = await run('topic', 'create', name, '-p', '5');
    expect(again).toMatchObject({ exitCode: 6, stderr: expect.stringContaining('exists already') as string });
    const lenient = ['topic', 'create', name, '-p', '5', '--if-not-exists'];
    expect(await streamkitJson(lenient, { env })).toMatchObject({ created: false, partitions: 1 });
  });

  it.each([
    [2, ['topic', 'create', 'a/b'], 'it has "/" in it'],
    [2, ['topic', 'create', '..'], 'cannot be'],
    [2, ['topic', 'create', newName(), '-p', '0'], 'greater than or equal to 1'],
    [2, ['topic', 'create', newName(), '-r', '2'], 'the one broker here can hold 1'],
    [2, ['topic', 'create', newName(), '-c', 'x'], 'not a name and a value'],
    [2, ['topic', 'create', newName(), '-c', 'no.such=1'], 'no.such=1'],
    [6, ['topic', 'delete', newName()], 'There is no topic'],
  ])('answers %i to %j', async (exitCode, args, words) => {
    const result = await run(...args);
    expect(result.stderr).toContain(words);
    expect(result.exitCode).toBe(exitCode);
  });
});
