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

function avroRecord(name: string, fields: Record<string, string>): string {
  const list = Object.entries(fields).map(([field, type]) => ({ name: field, type }));
  return JSON.stringify({ type: 'record', name, fields: list });
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'streamkit-schemas-'));
  await writeFile(join(dir, 'good.avsc'), customer('long'));
  await writeFile(join(dir, 'other.avsc'), customer('string'));
  await writeFile(join(dir, 'broken.avsc'), '{"type":');
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('schemas', () => {
  it('generate records that their readers understand, the same for the same seed', async () => {
    const topic = `generated-${randomUUID()}`;
    await run('topic', 'create', topic);
    const generate = (...args: string[]) => run('generate', topic, '--count', '3', '--seed', '1', ...args);
    const json = { type: 'object', required: ['email'], properties: { email: { type: 'string' } } };
    const files = {
      'generated.avsc': avroRecord('Person', { email: 'string', person_id: 'long' }),
      'generated.json': JSON.stringify(json),
      'generated.proto': 'syntax = "proto3"; message Person { string email = 1; int32 age = 2; }',
    };
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(dir, name), text);
      const more = ['--subject', `${topic}-${name}`, '--key', 'email'];
      const { exitCode, stderr } = await generate('--schema', join(dir, name), ...more);
      expect(exitCode, stderr).toBe(0);
    }
    // From the registry.
    expect((await generate('--subject', `${topic}-generated.proto`, '--key', 'email')).exitCode).toBe(0);
    const { stdout } = await run('consume', topic, '--from-beginning', '--exit', '--format', '%k %v\\n');
    const records = stdout.trim().split('\n');
    expect(records).toHaveLength(12);
    for (const record of records) {
      const [key = '', value = ''] = record.split(/ (.*)/);
      expect(JSON.parse(value)).toMatchObject({ email: key });
    }
    expect(records.slice(9)).toEqual(records.slice(6, 9));
    // Keys of another topic.
    const referring = ['--example', '{"email": "a"}', '--reference', `email=${topic}`, '--dry-run'];
    const generated = (await generate(...referring)).stdout.trim().split('\n');
    expect(generated).toHaveLength(3);
    const keys = records.map((record) => record.split(' ')[0]);
    for (const line of generated) expect(keys).toContain((JSON.parse(line) as { email: string }).email);
    expect(await generate('--example', '{"email": "a"}', '--reference', 'email=none')).toMatchObject({
      exitCode: 6,
    });
    await run('topic', 'delete', topic, '--yes');
  });

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

  it('carry Avro keys, given by a separator and by --key', async () => {
    const topic = `avro-keys-${randomUUID()}`;
    await run('topic', 'create', topic);
    const args = ['produce', topic, '--key-format', 'avro'];
    const keys = [...args, '--key-separator', '|', '--key-schema', join(dir, 'good.avsc')];
    const input = '{"cust_id":1,"cust_name":"Jon"}|paid\n{"cust_id":2}|open\n';
    expect(await streamkit(keys, { env, input })).toMatchObject({ exitCode: 0 });
    expect((await run(...args, 'late', '--key', '{"cust_id":3}')).exitCode).toBe(0);
    expect((await run('consume', topic, '-b', '-e', '--keys')).stdout.split('\n')).toEqual([
      '{"cust_id":1,"cust_name":"Jon"}\tpaid',
      '{"cust_id":2,"cust_name":null}\topen',
      '{"cust_id":3,"cust_name":null}\tlate',
    ]);
    const wrong = await run(...args, 'x', '--key', '{"cust_id":"x"}');
    expect(wrong).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--key {"cust_id":"x"}: cust_id: expected long') as string,
    });
  });

  it('read Protobuf: the first message, a later and a nested one, imports and references', async () => {
    const topic = `proto-${randomUUID()}`;
    await run('topic', 'create', topic);
    await writeFile(
      join(dir, 'event.proto'),
      `syntax = "proto3"; package shop;
       import "google/protobuf/timestamp.proto";
       enum Kind { NONE = 0; SOLD = 1; }
       message Event { string id = 1; int64 amount = 2; google.protobuf.Timestamp at = 3; }
       message Order { Kind kind = 1; repeated Line lines = 2; message Line { string sku_code = 1; bytes raw = 2; } }`,
    );
    const register = ['schema', 'register', `${topic}-value`, join(dir, 'event.proto'), '--type', 'protobuf'];
    const { id } = await streamkitJson<{ id: number }>(register, { env });
    const head = Buffer.alloc(5);
    head.writeInt32BE(id, 1);
    // The indexes in front of each message are as Confluent's KafkaProtobufSerializer writes them.
    const rows = [
      [0, 0x0a, 2, 0x6f, 0x31, 0x10, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10, 0x1a, 2, 0x08, 7],
      [2, 2, 0x08, 1, 0x12, 3, 0x0a, 1, 0x78],
      [4, 2, 0, 0x0a, 1, 0x79, 0x12, 1, 0xff],
      [4, 2, 9, 0x0a, 9],
    ].map((bytes) =>
      JSON.stringify({ value: { base64: Buffer.from([...head, ...bytes]).toString('base64') } }),
    );
    const sent = await streamkit(['produce', topic, '--format', 'json-each-row'], {
      env,
      input: rows.join('\n'),
    });
    expect(sent.exitCode, sent.stderr).toBe(0);
    const read = await run('consume', topic, '-b', '-e');
    expect(read.exitCode, read.stderr).toBe(0);
    expect(read.stdout.split('\n').slice(0, 3)).toEqual([
      '{"id":"o1","amount":"9007199254740992","at":"1970-01-01T00:00:07Z"}',
      '{"kind":"SOLD","lines":[{"skuCode":"x"}]}',
      '{"skuCode":"y","raw":"/w=="}',
    ]);
    // The read does not end at what the schema cannot read.
    expect(read.stdout.split('\n')[3]).toContain('\u0004');
    expect(read.stderr).toContain(`Schema ${id} cannot read`);
    expect((await run('consume', topic, '-b', '-e', '--strict')).exitCode).toBe(4);
  });

  it('refer to each other: Avro by name, Protobuf by import', async () => {
    const topic = `invoices-${randomUUID()}`;
    const write = async (name: string, text: string) => writeFile(join(dir, name), text);
    await write('customer.avsc', avroRecord('com.example.Customer', { name: 'string' }));
    await write('invoice.avsc', avroRecord('com.example.Invoice', { customer: 'com.example.Customer' }));
    await write('money.proto', 'syntax = "proto3"; package shop; message Money { int64 cents = 1; }');
    await write(
      'bill.proto',
      'syntax = "proto3"; package shop; import "money.proto"; message Bill { Money sum = 1; }',
    );
    const register = async (subject: string, file: string, ...more: string[]) =>
      streamkit(['schema', 'register', subject, join(dir, file), ...more], { env });
    expect((await register(`${topic}-customer`, 'customer.avsc')).exitCode).toBe(0);
    expect((await register(`${topic}-value`, 'invoice.avsc')).exitCode).toBe(2);
    const reference = ['--reference', `com.example.Customer=${topic}-customer:1`];
    const registered = await register(`${topic}-value`, 'invoice.avsc', ...reference);
    expect(registered.exitCode, registered.stderr).toBe(0);
    const check = ['schema', 'check', `${topic}-value`, join(dir, 'invoice.avsc'), ...reference];
    expect((await streamkit(check, { env })).exitCode).toBe(0);
    const stored = await streamkitJson(['schema', 'get', `${topic}-value`], { env });
    expect(stored).toMatchObject({ references: [{ subject: `${topic}-customer`, version: 1 }] });
    await run('topic', 'create', topic);
    const invoice = '{"customer":{"name":"Jon"}}';
    expect((await run('produce', topic, invoice, '--format', 'avro')).exitCode).toBe(0);
    expect((await run('consume', topic, '-b', '-e', '--format', 'avro')).stdout).toBe(invoice);

    const protobuf = ['--type', 'protobuf'];
    expect((await register(`${topic}-money`, 'money.proto', ...protobuf)).exitCode).toBe(0);
    const imported = ['--reference', `money.proto=${topic}-money:1`];
    const bill = await register(`${topic}-bill`, 'bill.proto', ...protobuf, ...imported, '--json');
    expect(bill.exitCode, bill.stdout).toBe(0);
    const head = Buffer.from([0, 0, 0, 0, 0]);
    head.writeInt32BE((JSON.parse(bill.stdout) as { id: number }).id, 1);
    const bytes = Buffer.from([...head, 0, 0x0a, 2, 0x08, 7]).toString('base64');
    const row = JSON.stringify({ value: { base64: bytes } });
    expect((await run('produce', topic, row, '--format', 'json-each-row')).exitCode).toBe(0);
    expect((await run('consume', topic, '--offset', '-1', '-e')).stdout).toBe('{"sum":{"cents":"7"}}');
    expect((await register(`${topic}-bill`, 'bill.proto', '--reference', 'money')).exitCode).toBe(2);
  });

  it('are registered, checked and deleted', async () => {
    const subject = `subject-${randomUUID()}`;
    const register = ['schema', 'register', subject, join(dir, 'good.avsc')];
    expect(await streamkitJson(register, { env })).toMatchObject({ subject, version: 1, created: true });
    // The schema counts, not its layout.
    await writeFile(join(dir, 'laid-out.avsc'), (await run('schema', 'get', subject)).stdout);
    const again = ['schema', 'register', subject, join(dir, 'laid-out.avsc')];
    expect(await streamkitJson(again, { env })).toMatchObject({ subject, version: 1, created: false });
    expect((await run('schema', 'check', subject, join(dir, 'good.avsc'))).exitCode).toBe(0);
    expect((await run('schema', 'check', subject, join(dir, 'other.avsc'))).exitCode).toBe(5);
    expect((await run('schema', 'register', subject, join(dir, 'broken.avsc'))).exitCode).toBe(2);
    expect((await run('schema', 'register', subject, join(dir, 'other.avsc'))).exitCode).toBe(2);
    expect((await run('schema', 'compatibility', subject, 'NONE')).stdout).toBe(`${subject}: NONE`);
    expect((await run('schema', 'register', subject, join(dir, 'other.avsc'))).exitCode).toBe(0);
    expect((await run('schema', 'compatibility', subject)).stdout).toBe(`${subject}: NONE`);
    expect((await run('schema', 'compatibility')).stdout).toBe('the registry: BACKWARD');
    expect((await run('schema', 'compatibility', `${subject}x`)).exitCode).toBe(6);
    expect((await run('schema', 'list')).stdout).toContain(subject);
    expect((await run('schema', 'delete', subject)).exitCode).toBe(0);
    expect((await run('schema', 'get', subject)).exitCode).toBe(6);
    expect((await run('schema', 'delete', subject, '--permanent')).exitCode).toBe(0);
  });
});
