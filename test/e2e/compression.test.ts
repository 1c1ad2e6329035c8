import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { streamkit } from '../support/cli.js';

const env = inject('home');
/** Compressible values, and more than one block of every codec. */
const values = Array.from({ length: 3000 }, (_, index) => `${index} ${'grüße '.repeat(index % 40)}`);

/** Writes the values to a new topic, and reads them back. */
async function roundTrip(codec: string, config: string) {
  const topic = `compressed-${randomUUID()}`;
  expect(await streamkit(['topic', 'create', topic, '--config', config], { env })).toMatchObject({
    exitCode: 0,
  });
  const sent = await streamkit(['produce', topic, '--compression', codec], { env, input: values.join('\n') });
  expect(sent.exitCode, sent.stderr).toBe(0);
  const { stdout, stderr, exitCode } = await streamkit(['consume', topic, '-b', '-e'], { env });
  expect(exitCode, stderr).toBe(0);
  return stdout.split('\n');
}

// The tests with librdkafka as the other side are in test/tools.
describe.each(['gzip', 'snappy', 'lz4', 'zstd'])('%s', (codec) => {
  it('consume reads what the broker compresses with the codecs of Java', async () => {
    expect(await roundTrip('none', `compression.type=${codec}`)).toEqual(values);
  });

  it('the broker decompresses what produce writes', async () => {
    // The broker changes each batch to its own codec.
    const other = codec === 'gzip' ? 'lz4' : 'gzip';
    expect(await roundTrip(codec, `compression.type=${other}`)).toEqual(values);
  });
});
