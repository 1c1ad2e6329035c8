import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { ownHome } from '../support/own-home.js';
import { hasTool } from '../support/tools.js';

describe.runIf(await hasTool('kcat', '-V'))('a secured stack, and kcat as the other client', async () => {
  const home = await ownHome();
  const config = join(home.dir, 'kcat.conf');
  const kcat = async (args: string[], input = '') =>
    execa('kcat', ['-F', config, ...args], { input, reject: false });
  const write = async (password: string) => {
    const security = join(home.dir, 'stacks/default/security');
    const properties = await readFile(join(security, 'client.properties'), 'utf8');
    const [, broker = ''] = /bootstrap\.servers=(.+)/.exec(properties) ?? [];
    const [, known = ''] = /password="(\w+)"/.exec(properties) ?? [];
    const settings = {
      'bootstrap.servers': broker.replaceAll('\\', ''),
      'security.protocol': 'SASL_SSL',
      'sasl.mechanisms': 'SCRAM-SHA-512',
      'sasl.username': 'app',
      'sasl.password': password || known,
      'ssl.ca.location': join(security, 'ca.crt'),
    };
    const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}\n`);
    await writeFile(config, lines.join(''), { mode: 0o600 });
  };

  // With Kafka 3.9: librdkafka before 2.6.1, which many systems have, cannot sign in to Kafka 4 by SCRAM.
  test('the file of kcat, imported as a context, writes and reads what kcat does', async () => {
    const up = await home.run(['up', 'kafka', '--secure', '--ports', 'auto']);
    expect(up.exitCode, up.stderr).toBe(0);
    await write('');
    await home.run(['context', 'import', 'remote', '--from', 'librdkafka', '--file', config]);
    const remote = ['--context', 'remote', '--allow-write'];
    for (const args of [
      ['topic', 'create', 'orders'],
      ['produce', 'orders', 'from streamkit'],
    ])
      expect((await home.run([...args, ...remote])).exitCode).toBe(0);
    const sent = await kcat(['-P', '-t', 'orders'], 'from kcat\n');
    expect(sent.exitCode, sent.stderr).toBe(0);
    const read = await kcat(['-C', '-q', '-t', 'orders', '-o', 'beginning', '-e']);
    const consumed = await home.run(['consume', 'orders', '-b', '-e', '--context', 'remote']);
    expect(consumed.stdout.split('\n')).toEqual(['from streamkit', 'from kcat']);
    expect(read.stdout).toBe(consumed.stdout);
  });

  test('both refuse a wrong password', async () => {
    await write('wrong');
    expect((await kcat(['-L'])).stderr).toMatch(/SASL authentication error|Authentication failed/);
    const { exitCode, stderr } = await home.run(['topic', 'list', '--context', 'remote']);
    expect(stderr).toContain('SASL failed');
    expect(exitCode).toBe(4);
  });
});
