import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { streamkit, streamkitJson } from '../support/cli.js';

const env = inject('home');
const run = (...args: string[]) => streamkit(args, { env });
let dir = '';

function customer(idType: string): string {
  const fields = [
    { name: 'cust_id', type: idType },
    { name: 'cust_name', type: ['null', 'string'], default: null },
  ];
  return JSON.stringify({ type: 'record', name: 'Customer', fields });
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'streamkit-schemas-'));
  await writeFile(join(dir, 'good.avsc'), customer('long'));
  await writeFile(join(dir, 'other.avsc'), customer('string'));
  await writeFile(join(dir, 'broken.avsc'), '{"type":');
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('schemas', () => {
  it('carry Avro there and back', async () => {
    const topic = `avro-${randomUUID()}`;
    await run('topic', 'create', topic);
    const input = '{"cust_id":9007199254740993,"cust_name":"Jon"}\n{"cust_id":2}';
    const args = ['produce', topic, '--format', 'avro', '--schema', join(dir, 'good.avsc')];
    expect(await streamkit(args, { env, input })).toMatchObject({ exitCode: 0 });
    const read = async (...more: string[]) =>
      (await run('consume', topic, '-b', '-e', ...more)).stdout.split('\n');
    expect(await read()).toEqual([
      '{"cust_id":9007199254740993,"cust_name":"Jon"}',
      '{"cust_id":2,"cust_name":null}',
    ]);
    expect(await read('--format', 'avro', '--max', '1')).toEqual([
      '{"cust_id":9007199254740993,"cust_name":{"string":"Jon"}}',
    ]);
    const wrong = await streamkit(['produce', topic, '--format', 'avro'], {
      env,
      input: '{"cust_id":3}\n{"cust_id":"x"}',
    });
    expect(wrong).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Line 2: cust_id: expected long') as string,
    });
  });

  it('are registered, checked and deleted', async () => {
    const subject = `subject-${randomUUID()}`;
    const register = ['schema', 'register', subject, join(dir, 'good.avsc')];
    expect(await streamkitJson(register, { env })).toMatchObject({ subject, version: 1 });
    expect((await run('schema', 'check', subject, join(dir, 'good.avsc'))).exitCode).toBe(0);
    expect((await run('schema', 'check', subject, join(dir, 'other.avsc'))).exitCode).toBe(5);
    expect((await run('schema', 'register', subject, join(dir, 'broken.avsc'))).exitCode).toBe(2);
    expect((await run('schema', 'compatibility', subject, 'NONE')).stdout).toBe(`${subject}: NONE`);
    expect((await run('schema', 'list')).stdout).toContain(subject);
    expect((await run('schema', 'delete', subject)).exitCode).toBe(0);
    expect((await run('schema', 'get', subject)).exitCode).toBe(6);
  });
});
