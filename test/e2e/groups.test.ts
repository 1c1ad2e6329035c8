import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { beforeEach, expect, inject, it } from 'vitest';
import { startStreamkit, streamkit, streamkitJson } from '../support/cli.js';

const env = inject('home');
const run = (...args: string[]) => streamkit(args, { env });
let topic = '';
let group = '';

beforeEach(() => {
  topic = `topic-${randomUUID()}`;
  group = `group-${randomUUID()}`;
});

async function kafkajs(): Promise<Kafka> {
  const { variables } = await streamkitJson<{ variables: Record<string, string> }>(['env'], { env });
  return new Kafka({ brokers: [variables['KAFKA_BOOTSTRAP_SERVERS'] ?? ''], logLevel: logLevel.NOTHING });
}

it('a group commits what it has read, and can be described, reset and deleted', async () => {
  await run('topic', 'create', topic);
  await run('produce', topic, 'a', 'b', 'c');
  expect((await run('consume', topic, '--group', group, '-b', '--max', '2')).stdout).toBe('a\nb');
  const described = await streamkitJson(['group', 'describe', group], { env });
  expect(described).toMatchObject({ type: 'classic', lag: 1, partitions: [{ topic, committed: 2, end: 3 }] });
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

it('reads the same records in the same order with and without a group, of several topics', async () => {
  const topics = [topic, `${topic}-2`];
  for (const name of topics) await run('topic', 'create', name, '--partitions', '2');
  const rows = ['2', 'b', 'a', 'b', '1'].map((name, index) => ({
    key: `k${index}`,
    value: { base64: Buffer.from([0xff, index]).toString('base64') },
    headers: [
      { name, value: null },
      { name: '10', value: 'x' },
      { name: '9', value: '' },
      { name, value: 'y' },
    ],
  }));
  const input = rows.map((row) => JSON.stringify(row)).join('\n');
  for (const name of topics) await streamkit(['produce', name, '--format', 'json-each-row'], { env, input });
  const read = async (...more: string[]) =>
    (await run('consume', ...topics, '-b', '-e', '--format', 'json-each-row', ...more)).stdout
      .split('\n')
      .sort();
  const alone = await read();
  expect(alone).toHaveLength(10);
  expect(await read('--group', group)).toEqual(alone);
});

it('the end is the high watermark, also while a transaction is open', async () => {
  await run('topic', 'create', topic);
  await run('produce', topic, 'first');
  const producer = (await kafkajs()).producer({
    transactionalId: topic,
    maxInFlightRequests: 1,
    idempotent: true,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  const transaction = await producer.transaction();
  await transaction.send({ topic, messages: [{ value: 'open' }] });
  await run('produce', topic, 'last');
  expect((await run('consume', topic, '-b', '-e')).stdout).toBe('first\nopen\nlast');
  expect((await run('consume', topic, '-b', '-e', '--read-committed')).stdout).toBe('first');
  expect((await run('consume', topic, '-b', '-e', '--group', group)).stdout).toBe('first\nopen\nlast');
  expect(await streamkitJson(['group', 'describe', group], { env })).toMatchObject({
    lag: 0,
    partitions: [{ committed: 3, end: 3, lag: 0 }],
  });
  const reset = await streamkitJson(['group', 'reset', group, '--topic', topic, '--to', 'end'], { env });
  expect(reset).toMatchObject({ partitions: [{ from: 3, to: 3 }] });
  await transaction.abort();
  await producer.disconnect();
});

it('consume follows partitions that are added, with and without a group', async () => {
  await run('topic', 'create', topic);
  const followers = [[], ['--group', group]].map((more) => {
    const process = startStreamkit(['consume', topic, '-b', '--format', '%p:%s\\n', ...more], {
      env,
      buffer: false,
    });
    const seen = { text: '' };
    process.stdout?.on('data', (data) => (seen.text += String(data)));
    return { process, seen };
  });
  await run('produce', topic, '--partition', '0', 'before');
  for (const { seen } of followers) await expect.poll(() => seen.text).toBe('0:before\n');
  await run('topic', 'alter', topic, '--partitions', '2');
  await run('produce', topic, '--partition', '1', 'added');
  for (const { seen } of followers) await expect.poll(() => seen.text).toContain('1:added\n');

  const described = await streamkitJson<{ memberList: unknown[] }>(['group', 'describe', group], { env });
  expect(described.memberList).toMatchObject([{ partitions: [{ partition: 0 }, { partition: 1 }] }]);
  expect(await run('group', 'reset', group, '--topic', topic, '--to', 'start', '--execute')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('has 1 member') as string,
  });
  for (const { process } of followers) process.kill('SIGTERM');
  for (const { process } of followers) expect((await process).exitCode).toBe(130);
});

it('group delete --topic deletes the committed offsets of one topic', async () => {
  const other = `${topic}-2`;
  for (const name of [topic, other]) {
    await run('topic', 'create', name);
    await run('produce', name, 'a');
  }
  await run('consume', topic, other, '-b', '-e', '--group', group);
  expect(await streamkitJson(['group', 'delete', group, '--topic', topic], { env })).toEqual({
    deleted: [],
    offsets: [{ group, partitions: [0] }],
  });
  expect(await streamkitJson(['group', 'describe', group], { env })).toMatchObject({
    partitions: [{ topic: other }],
  });
});

it('reading without a group does not create one', async () => {
  await run('topic', 'create', topic);
  const before = await streamkitJson(['group', 'list'], { env });
  await run('consume', topic, '-b', '-e');
  expect(await streamkitJson(['group', 'list'], { env })).toEqual(before);
});
