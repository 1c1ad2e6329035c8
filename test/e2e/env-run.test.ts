import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, inject, test } from 'vitest';
import { startStreamkit, streamkit, streamkitJson } from '../support/cli.js';

const env = inject('home');
const dir = await mkdtemp(join(tmpdir(), 'streamkit-env-'));
afterAll(async () => rm(dir, { recursive: true }));

const run = (...command: string[]) => streamkit(['run', '--', ...command], { env });

async function kafkaAddress(): Promise<string> {
  const { services } = await streamkitJson<{
    services: { name: string; endpoints: Record<string, string> }[];
  }>(['status'], { env });
  return services.find(({ name }) => name === 'kafka')?.endpoints['client'] ?? '';
}

test('env names the services that the stack has, in each format', async () => {
  const kafka = await kafkaAddress();
  const shell = await streamkit(['env'], { env });
  const { stdout } = await execa('sh', ['-c', `${shell.stdout}\necho "$KAFKA_BOOTSTRAP_SERVERS"`]);
  expect(stdout).toBe(kafka);
  expect((await streamkit(['env', '--format', 'properties'], { env })).stdout).toContain(
    `bootstrap.servers=${kafka}\nschema.registry.url=http://127.0.0.1:`,
  );
  expect((await streamkit(['env', '--format', 'spring'], { env })).stdout).toContain(
    `spring.kafka.bootstrap-servers=${kafka}`,
  );
  const json = await streamkit(['env', '--format', 'json'], { env });
  expect(JSON.parse(json.stdout)).toMatchObject({ KAFKA_BOOTSTRAP_SERVERS: kafka });
  expect(await streamkitJson(['env'], { env })).toMatchObject({
    stack: 'default',
    variables: { KAFKA_BOOTSTRAP_SERVERS: kafka },
  });
});

test('env --output writes a file; with passwords it is for the owner alone', async () => {
  const open = join(dir, 'open.env');
  const secret = join(dir, 'secret.env');
  expect(await streamkit(['env', '-o', open], { env })).toMatchObject({ exitCode: 0, stdout: '' });
  expect(await streamkit(['env', '-o', secret, '--secrets'], { env })).toMatchObject({ exitCode: 0 });
  expect((await stat(open)).mode & 0o777).toBe(0o644);
  expect((await stat(secret)).mode & 0o777).toBe(0o600);
});

test('env of a stack that does not exist names the command that creates it', async () => {
  const { exitCode, stderr } = await streamkit(['env', '--stack', 'nowhere'], { env });
  expect(exitCode).toBe(6);
  expect(stderr).toContain('streamkit up --stack nowhere');
});

test('run passes words, input, output and the exit code, and no shell reads them', async () => {
  const words = ['a b', '$HOME', '--json', `'"`, '*'];
  expect((await run('printf', '%s|', ...words)).stdout).toBe(words.map((word) => `${word}|`).join(''));
  const through = await streamkit(['run', '--', 'cat'], { env, input: 'from stdin' });
  expect(through.stdout).toBe('from stdin');
  expect((await run('sh', '-c', 'echo out; echo err >&2; exit 42')).exitCode).toBe(42);
  expect((await run('printenv', 'KAFKA_BOOTSTRAP_SERVERS')).stdout).toBe(await kafkaAddress());
});

test('run says when there is no such command, and when words are not behind --', async () => {
  expect(await run('no-such-command')).toMatchObject({
    exitCode: 6,
    stderr: expect.stringContaining('no command named no-such-command') as string,
  });
  expect((await streamkit(['run', 'ls', '-l'], { env })).exitCode).toBe(2);
  expect((await streamkit(['run', '--'], { env })).exitCode).toBe(2);
});

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('run hands %s on, and ends with %d', async (signal, code) => {
  const child = startStreamkit(['run', '--', 'sh', '-c', 'echo ready; exec sleep 600'], {
    env,
    stdin: 'ignore',
    buffer: false,
  });
  for await (const line of child) {
    expect(line).toBe('ready');
    child.kill(signal);
  }
  expect((await child).exitCode).toBe(code);
});

test('a script that a shell reads from a pipe continues after a command without arguments', async () => {
  const cli = `'${process.execPath}' bin/run.js`;
  const script = `${cli} status >/dev/null && echo one\n${cli} up --dry-run >/dev/null && echo two\n`;
  const { stdout, stderr } = await execa('sh', [], { env, input: script, reject: false });
  expect(stderr).toBe('');
  expect(stdout).toBe('one\ntwo');
});
