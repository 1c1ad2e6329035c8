import { randomUUID } from 'node:crypto';
import { execa } from 'execa';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { streamkit, streamkitJson } from '../support/cli.js';
import { hasTool } from '../support/tools.js';

const env = inject('home');
const codecs = ['gzip', 'snappy', 'lz4', 'zstd'];
/** Compressible values, and more than one block of every codec. */
const values = Array.from({ length: 3000 }, (_, index) => `${index} ${'grüße '.repeat(index % 40)}`);
let topic = '';
let broker = '';

beforeEach(async () => {
  topic = `packed-${randomUUID()}`;
  broker =
    (await streamkitJson<{ variables: Record<string, string> }>(['env'], { env })).variables[
      'KAFKA_BOOTSTRAP_SERVERS'
    ] ?? '';
});

const create = async (...more: string[]) => {
  expect((await streamkit(['topic', 'create', topic, ...more], { env })).exitCode).toBe(0);
};
const consume = async (...more: string[]) => {
  const { stdout, stderr, exitCode } = await streamkit(['consume', topic, '-b', '-e', ...more], { env });
  expect(exitCode, stderr).toBe(0);
  return stdout.split('\n');
};
const kcat = async (args: string[], input?: string) =>
  (await execa('kcat', ['-b', broker, '-t', topic, ...args], input === undefined ? {} : { input })).stdout;

describe.runIf(await hasTool('kcat', '-V')).each(codecs)('%s', (codec) => {
  it('records compressed by librdkafka are read, with and without a group', async () => {
    await create();
    await kcat(['-P', '-z', codec, '-X', 'linger.ms=200'], `${values.join('\n')}\n`);
    expect(await consume()).toEqual(values);
    expect(await consume('--group', topic)).toEqual(values);
  });

  it('librdkafka and the broker read what produce writes', async () => {
    // Compaction makes the broker decompress every batch.
    await create('--config', 'cleanup.policy=compact');
    const sent = await streamkit(['produce', topic, '--compression', codec, '-K', ' '], {
      env,
      input: values.join('\n'),
    });
    expect(sent.exitCode, sent.stderr).toBe(0);
    const seen = await kcat(['-C', '-o', 'beginning', '-e', '-q', '-f', '%k %s\n']);
    expect(`${seen}\n`.split('\n').slice(0, -1)).toEqual(values);
  });
});
