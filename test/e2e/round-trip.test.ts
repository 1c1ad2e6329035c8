import { randomBytes, randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { streamkit } from '../support/cli.js';

const env = inject('home');

const bytes = (data: Buffer) => ({ base64: data.toString('base64') });
const invalid = Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28]);

/** Whatever a record can hold, as `json-each-row` writes it. */
const rows = [
  { key: null, value: null, headers: [] },
  { key: '', value: '', headers: [{ name: '', value: '' }] },
  { key: 'key', value: null, headers: [{ name: 'tombstone', value: null }] },
  { key: bytes(invalid), value: bytes(invalid), headers: [{ name: 'binary', value: bytes(invalid) }] },
  { key: ' \t"\\', value: 'a\nb\r\nc\u2028\u0000', headers: [] },
  {
    key: '日本',
    value: 'null',
    headers: [
      { name: 'b', value: '1' },
      { name: 'a', value: '2' },
      { name: 'b', value: '3' },
      { name: '2', value: '4' },
      { name: '1', value: null },
      { name: '__proto__', value: '5' },
      { name: 'grüße', value: '😀' },
    ],
  },
  { key: null, value: '{"base64":"AAAA"}', headers: [{ name: 'a'.repeat(300), value: 'b'.repeat(70_000) }] },
  ...Array.from({ length: 300 }, (_, index) => ({
    key: bytes(Buffer.concat([invalid, randomBytes(index % 50)])),
    value: bytes(Buffer.concat([invalid, randomBytes(index * 7)])),
    headers: Array.from({ length: index % 4 }, (_, n) => ({ name: `h${n}`, value: bytes(invalid) })),
  })),
].map((row, index) => ({ timestamp: 1_700_000_000_000 + index, ...row }));

it('produce reads back all that consume prints as json-each-row, byte for byte', async () => {
  const [first, second] = [`one-${randomUUID()}`, `two-${randomUUID()}`];
  for (const topic of [first, second]) await streamkit(['topic', 'create', topic], { env });
  const produce = async (topic: string, input: string, ...more: string[]) => {
    const { exitCode, stderr } = await streamkit(['produce', topic, '--format', 'json-each-row', ...more], {
      env,
      input,
    });
    expect(exitCode, stderr).toBe(0);
  };
  const consume = async (topic: string) =>
    (await streamkit(['consume', topic, '-b', '-e', '--format', 'json-each-row'], { env })).stdout;

  await produce(first, rows.map((row) => JSON.stringify(row)).join('\n'));
  const printed = await consume(first);
  expect(printed.split('\n').map((line) => JSON.parse(line) as unknown)).toEqual(
    rows.map((row, offset) => ({ topic: first, partition: 0, offset, ...row })),
  );
  await produce(second, printed, '--compression', 'lz4');
  expect((await consume(second)).replaceAll(second, first)).toBe(printed);
});
