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

  it('are what a shell completes, and nothing is offered where no stack is', async () => {
    const name = newName();
    await run('topic', 'create', name);
    const { exitCode, stdout } = await run('complete', 'topic');
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')).toContain(name);
    expect(stdout).not.toContain('__');
    expect((await run('complete', 'stack')).stdout).toBe('default');
    expect(await run('complete', 'topic', '--stack', 'none')).toMatchObject({ exitCode: 0, stdout: '' });
  });

  it('are deleted by pattern, and trimmed', async () => {
    const name = `__${newName()}`;
    await run('topic', 'create', `${name}-a`);
    await run('topic', 'create', `${name}-b`);
    await run('produce', `${name}-a`, '1', '2', '3');
    const trim = ['topic', 'trim', `${name}-a`, '--before', '-1'];
    expect((await run(...trim)).stderr).toContain('deletes 2 offsets');
    expect(await streamkitJson([...trim, '--yes'], { env })).toMatchObject({
      partitions: [{ partition: 0, from: 0, start: 2 }],
    });
    expect((await run('consume', `${name}-a`, '-b', '-e')).stdout).toBe('3');
    expect((await run('topic', 'list')).stdout).toContain(`${name}-a`);
    expect((await run('topic', 'delete', `${name}-*`)).exitCode).toBe(2);
    expect(await streamkitJson(['topic', 'delete', `${name}-*`, '--yes'], { env })).toEqual({
      deleted: [`${name}-a`, `${name}-b`],
    });
  });

  it('that exist are left alone', async () => {
    const name = newName();
    await run('topic', 'create', name);
    const again = await run('topic', 'create', name, '-p', '5');
    expect(again).toMatchObject({ exitCode: 6, stderr: expect.stringContaining('already exists') as string });
    const lenient = ['topic', 'create', name, '-p', '5', '--if-not-exists'];
    expect(await streamkitJson(lenient, { env })).toMatchObject({ created: false, partitions: 1 });
  });

  it.each([
    [2, ['topic', 'create', 'a/b'], 'it contains "/"'],
    [2, ['topic', 'create', '..'], 'not a valid topic name'],
    [2, ['topic', 'create', newName(), '-p', '0'], 'greater than or equal to 1'],
    [2, ['topic', 'create', newName(), '-p', '100000'], 'cannot have 100000 partitions'],
    [2, ['topic', 'delete', '__consumer_offsets'], 'internal'],
    [2, ['topic', 'alter', '_schemas', '-p', '5'], 'internal'],
    [2, ['topic', 'create', newName(), '-r', '2'], 'the one broker here can hold 1'],
    [2, ['topic', 'create', newName(), '-c', 'x'], 'is not a name and a value'],
    [2, ['topic', 'create', newName(), '-c', 'no.such=1'], 'no.such=1'],
    [6, ['topic', 'delete', newName()], 'does not exist'],
  ])('answers %i to %j', async (exitCode, args, words) => {
    const result = await run(...args);
    expect(result.stderr).toContain(words);
    expect(result.exitCode).toBe(exitCode);
  });
});
