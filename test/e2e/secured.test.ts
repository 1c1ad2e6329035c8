import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import type { SmokeResult } from '../../src/smoke/result.js';
import { allExamples, playground } from '../support/examples.js';
import { ownHome } from '../support/own-home.js';

const home = await ownHome();
const security = join(home.dir, 'stacks/default/security');
const properties = join(security, 'client.properties');

test('a secured broker comes up; its files are readable by the user only and no password is on a command line', async () => {
  const up = await home.run(['up', 'kafka', '--secure', '--kafka-mode', 'kraft', '--ports', 'auto']);
  expect(up.exitCode, up.stderr).toBe(0);
  for (const name of await readdir(security))
    expect((await stat(join(security, name))).mode & 0o077, name).toBe(0);
  const [, password = ''] = /password="(\w+)"/.exec(await readFile(properties, 'utf8')) ?? [];
  expect(password).not.toBe('');
  expect((await execa('ps', ['-axeww', '-o', 'args='])).stdout).not.toContain(password);
});

test('its client.properties, imported as a context, reads and does not write before it is allowed to', async () => {
  expect((await home.run(['topic', 'create', 'orders'])).exitCode).toBe(0);
  await home.run(['context', 'import', 'remote', '--from', 'java', '--file', properties]);
  const refused = await home.run(['topic', 'create', 'more', '--context', 'remote']);
  expect(refused.stderr).toContain('CONTEXT_READ_ONLY');
  const allowed = await home.run(['topic', 'create', 'more', '--context', 'remote', '--allow-write']);
  expect(allowed.exitCode, allowed.stderr).toBe(0);
  const { topics } = await home.json<{ topics: { name: string }[] }>([
    'topic',
    'list',
    '--context',
    'remote',
  ]);
  expect(topics.map(({ name }) => name)).toEqual(['more', 'orders']);
});

test('a wrong password is reported as a failure of SASL', async () => {
  const wrong = join(home.dir, 'wrong.properties');
  await writeFile(wrong, (await readFile(properties, 'utf8')).replace(/password="\w+"/, 'password="wrong"'));
  await home.run(['context', 'import', 'wrong', '--from', 'java', '--file', wrong]);
  const { exitCode, stderr } = await home.run(['topic', 'list', '--context', 'wrong']);
  expect(exitCode).toBe(4);
  expect(stderr).toContain('SASL failed');
});

const remote = (...args: string[]) => [...args, '--context', 'remote'];

/** What a denial suggests, in the context of the administrator. */
function suggested(stderr: string): string[] {
  const [, line = ''] = /: streamkit (acl create .*--context ADMIN .*)$/m.exec(stderr) ?? [];
  return line.replace('ADMIN', 'admin').split(' ');
}

test('what a user lacks is named with the command that grants it; once granted, the command works', async () => {
  const file = join(security, 'admin.properties');
  await home.run(['context', 'import', 'admin', '--from', 'java', '--file', file]);
  expect((await home.run(['produce', 'orders', 'one'])).exitCode).toBe(0);
  // From its first ACL on, a resource is closed to everybody else.
  for (const resource of [
    ['--topic', 'orders'],
    ['--group', 'billing'],
  ]) {
    const args = ['acl', 'create', '--allow-principal', 'User:other', '--operation', 'Read', ...resource];
    expect((await home.run(args)).exitCode).toBe(0);
  }
  const read = remote(
    'consume',
    'orders',
    '--group',
    'billing',
    '--from-beginning',
    '--exit',
    '--allow-write',
  );
  const commands: [string[], string][] = [
    [read, 'User:app needs Read on topic orders'],
    [read, 'User:app needs Read on group billing'],
    [remote('produce', 'orders', 'two', '--allow-write'), 'User:app needs Write on topic orders'],
    [remote('topic', 'describe', 'orders'), 'User:app needs Describe and DescribeConfigs on topic orders'],
    [
      remote('topic', 'trim', 'orders', '--before', 'end', '--yes', '--allow-write'),
      'User:app needs Delete on topic orders',
    ],
  ];
  for (const [command, text] of commands) {
    const { exitCode, stderr } = await home.run(command);
    expect(stderr).toContain(text);
    expect(exitCode).toBe(4);
    const granted = await home.run(suggested(stderr));
    expect(granted.exitCode, granted.stderr).toBe(0);
  }
  for (const [command] of commands.slice(1)) {
    const { exitCode, stderr } = await home.run(command);
    expect(exitCode, stderr).toBe(0);
  }
});

test('ACLs are created, listed and deleted; a read-only context refuses to change them', async () => {
  const examples = await allExamples();
  const { paste } = await playground(home);
  for (const command of ['acl create', 'acl list', 'acl delete'])
    for (const line of examples.get(command) ?? []) await paste(line);
  const { acls } = await home.json<{ acls: object[] }>(['acl', 'list', '--principal', 'User:other']);
  expect(acls).toHaveLength(2);
  for (const command of [
    ['acl', 'create', '--allow-principal', 'User:app', '--operation', 'Alter', '--cluster'],
    ['acl', 'delete', '--topic', 'orders', '--yes'],
  ])
    expect((await home.run(remote(...command))).stderr).toContain('CONTEXT_READ_ONLY');
  const all = await home.run(['acl', 'delete', '--yes']);
  expect(all.stderr).toContain('Without a resource or a principal this deletes all ACLs');
  expect(await home.json(['acl', 'list', '--principal', 'User:other'])).toEqual({ acls });
});

test('connectors sign in, those of a standalone worker too', async () => {
  const up = await home.run(['up', 'connect']);
  expect(up.exitCode, up.stderr).toBe(0);
  const { stdout, exitCode } = await home.run(['smoke', 'connect-file', '--json']);
  expect(exitCode, stdout).toBe(0);
  expect(JSON.parse(stdout) as SmokeResult).toMatchObject({ passed: 1, failed: 0 });
});

test('smoke secure refuses, grants and refuses again, and deletes its stack', async () => {
  const { stdout, exitCode } = await home.run(['smoke', 'secure', '--json']);
  expect(exitCode, stdout).toBe(0);
  const { pipelines } = JSON.parse(stdout) as SmokeResult;
  expect(pipelines[0]?.steps.map(({ status }) => status)).toEqual(Array(6).fill('passed'));
  expect(await readdir(join(home.dir, 'stacks'))).toEqual(['default']);
});

test('without an authorizer the command says so', async () => {
  await home.run(['up', 'kafka', '--stack', 'open', '--ports', 'auto', '--kafka-mode', 'kraft']);
  const { exitCode, stderr } = await home.run(['acl', 'list', '--stack', 'open']);
  expect(stderr).toContain('The brokers have no authorizer');
  expect(exitCode).toBe(2);
});
