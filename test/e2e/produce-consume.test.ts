import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { startStreamkit, streamkit, streamkitJson } from '../support/cli.js';

const env = inject('home');
const run = (...args: string[]) => streamkit(args, { env });
let topic = '';

beforeEach(async () => {
  topic = `records-${randomUUID()}`;
  expect((await run('topic', 'create', topic)).exitCode).toBe(0);
});

describe('produce and consume', () => {
  it('carry keys, values and headers', async () => {
    const input = 'k1:v1\nk2:grüße';
    const sent = await streamkit(['produce', topic, '-K', ':', '-H', 'a=1', '-H', 'a=2'], { env, input });
    expect(sent).toMatchObject({ exitCode: 0 });
    await run('produce', topic, '--key', 'k1', '--tombstone');
    const read = await run('consume', topic, '-b', '--exit', '--keys', '--headers', '--offsets');
    const at = (offset: number) => `${topic}:0:${offset}`;
    expect(read.stdout.split('\n')).toEqual([
      `${at(0)}\tk1\ta=1,a=2\tv1`,
      `${at(1)}\tk2\ta=1,a=2\tgrüße`,
      `${at(2)}\tk1\t\tnull`,
    ]);
  });

  it('read back what json-each-row prints, byte for byte', async () => {
    const rows = [
      {
        timestamp: 1_700_000_000_000,
        key: { base64: '/wA=' },
        value: 'text\n"',
        headers: [{ name: 'h', value: '' }],
      },
      { timestamp: 1_700_000_000_001, key: null, value: null, headers: [] },
    ];
    const input = rows.map((row) => JSON.stringify(row)).join('\n');
    await streamkit(['produce', topic, '--format', 'json-each-row'], { env, input });
    const { records } = await streamkitJson<{ records: unknown[] }>(['consume', topic, '-b', '-e'], { env });
    expect(records).toEqual(rows.map((row, offset) => ({ topic, partition: 0, offset, ...row })));
  });

  it('read ranges, filters and counts', async () => {
    await run('produce', topic, ...'a b c d e f g h i j'.split(' '));
    const lines = async (...args: string[]) =>
      (await run('consume', topic, ...args)).stdout.split('\n').join('');
    expect(await lines('--offset', '3:6')).toBe('def');
    expect(await lines('--offset', '-2', '--exit')).toBe('ij');
    expect(await lines('--offset', '+8', '--max', '1')).toBe('i');
    expect(await lines('--offset', '@-1h:end')).toBe('abcdefghij');
    expect(await lines('-b', '-e', '--filter-value', '[a')).toBe('');
    expect(await lines('-b', '-e', '--filter-value', '?', '--format', '%o')).toBe('0123456789');
  });

  it('carry records of several megabytes', async () => {
    await run('topic', 'alter', topic, '--config', 'max.message.bytes=8000000');
    const input = 'x'.repeat(5_000_000);
    await streamkit(['produce', topic, '--whole'], { env, input });
    expect((await run('consume', topic, '-b', '-e', '--format', '%S')).stdout).toBe('5000000');
  });

  it('end at the current end over markers and aborted records', async () => {
    const { services } = await streamkitJson<{
      services: { name: string; endpoints: Record<string, string> }[];
    }>(['status'], { env });
    const broker = services.find(({ name }) => name === 'kafka')?.endpoints['client'] ?? '';
    const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING });
    const producer = kafka.producer({
      transactionalId: topic,
      maxInFlightRequests: 1,
      idempotent: true,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    for (const value of ['kept', 'aborted']) {
      const transaction = await producer.transaction();
      await transaction.send({ topic, messages: [{ value }] });
      await (value === 'kept' ? transaction.commit() : transaction.abort());
    }
    await producer.disconnect();
    expect((await run('consume', topic, '-b', '-e')).stdout).toBe('kept\naborted');
    expect((await run('consume', topic, '-b', '-e', '--read-committed')).stdout).toBe('kept');
    const group = `g-${topic}`;
    expect((await run('consume', topic, '-b', '-e', '--read-committed', '--group', group)).stdout).toBe(
      'kept',
    );
  });

  it('follow from now, and end with 130 on Ctrl-C', async () => {
    await run('produce', topic, 'before');
    const follower = startStreamkit(['consume', topic], { env, buffer: false });
    const seen = { text: '' };
    follower.stdout?.on('data', (data) => {
      seen.text += String(data);
    });
    // The follower fixes its place at a moment that only it knows: write until it has seen a record.
    while (seen.text === '') await run('produce', topic, 'after');
    expect(seen.text.startsWith('after\n')).toBe(true);
    follower.kill('SIGINT');
    expect((await follower).exitCode).toBe(130);
  });

  it('say what is wrong', async () => {
    const missing = await run('produce', `${topic}x`, 'a');
    expect(missing).toMatchObject({
      exitCode: 6,
      stderr: expect.stringContaining(`Did you mean ${topic}`) as string,
    });
    expect((await run('consume', topic, '-p', '4')).exitCode).toBe(6);
    expect((await run('consume', topic, '-o', 'nowhere')).exitCode).toBe(2);
    expect((await run('consume', topic, '--expect', '1', '--within', '100ms')).exitCode).toBe(5);
    const large = await streamkit(['produce', topic], { env, input: `a\n${'x'.repeat(1_200_000)}` });
    expect(large.stderr).toContain('Record 2 has 1200000 bytes');
    expect(large.stderr).toContain('is 1048588');
    expect(large.exitCode).toBe(2);
  });
});
