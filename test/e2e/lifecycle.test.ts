import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { isFree } from '../../src/engines/ports.js';
import type { StackStatus } from '../../src/stack/status.js';
import { ownHome, processesOf, stateOf } from '../support/own-home.js';

describe('a stack from its first up to the deletion of its data', async () => {
  const home = await ownHome();
  let status: StackStatus;
  const core = async () => {
    const all = await home.status();
    const names = ['zookeeper', 'kafka', 'schema-registry'];
    return { ...all, services: all.services.filter(({ name }) => names.includes(name)) };
  };

  test('up starts a service with its dependencies, and reports one line per service', async () => {
    const { stdout, exitCode } = await home.run(['up', 'schema-registry', '--ports', 'auto']);
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').filter((line) => line.includes('is [UP]'))).toEqual([
      expect.stringMatching(/^zookeeper is \[UP\] {2}127\.0\.0\.1:\d+ {2}\S+/),
      expect.stringMatching(/^kafka is \[UP\] {2}127\.0\.0\.1:\d+ {2}\S+/),
      expect.stringMatching(
        /^schema-registry is \[UP\] {2}http:\/\/127\.0\.0\.1:\d+\/apis\/ccompat\/v7 {2}\S+/,
      ),
    ]);
  });

  test('status has state, address, memory and uptime of each', async () => {
    status = await core();
    for (const service of status.services) {
      expect(service).toMatchObject({ state: 'up', pid: expect.any(Number) as number });
      expect(service.memoryBytes).toBeGreaterThan(10_000_000);
      expect(service.startedInMs).toBeGreaterThan(0);
    }
  });

  test.runIf(process.platform === 'linux')('everything listens on loopback only', async () => {
    const pids = await processesOf(home.dir);
    const { stdout } = await execa('ss', ['-H', '-ltnp']);
    const listeners = stdout.split('\n').filter((line) => pids.some((pid) => line.includes(`pid=${pid},`)));
    expect(listeners.length).toBeGreaterThanOrEqual(3);
    for (const line of listeners) expect(line).toMatch(/(127\.0\.0\.1|\[::ffff:127\.0\.0\.1\]|\[::1\]):\d+ /);
  });

  test('a second up changes nothing', async () => {
    const { stdout, exitCode } = await home.run(['up', 'schema-registry']);
    expect(exitCode).toBe(0);
    expect(stdout.match(/already$/gm)).toHaveLength(3);
    const again = await core();
    expect(again.services.map(({ pid }) => pid)).toEqual(status.services.map(({ pid }) => pid));
  });

  test('a dry run reports the planned steps and changes nothing', async () => {
    const { stdout } = await home.run([
      'up',
      'schema-registry',
      '--dry-run',
      '--port',
      'schema-registry=19999',
    ]);
    expect(stdout).toContain('keep kafka: it runs');
    expect(stdout).toContain('restart schema-registry: its configuration has changed');
    expect((await core()).services).toMatchObject(status.services.map(({ pid }) => ({ pid })));
  });

  test('logs are merged and prefixed', async () => {
    const { stdout } = await home.run(['logs', 'zookeeper', 'kafka', '--grep', 'started']);
    expect(stdout).toMatch(/^kafka +\| .*KafkaServer id=1\] started/m);
    const unknown = await home.run(['logs', 'zokeeper']);
    expect(unknown).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Did you mean zookeeper?') as string,
    });
  });

  test('down stops dependants first and leaves no process, no port and no temporary file', async () => {
    const { stdout, exitCode } = await home.run(['down']);
    expect(exitCode).toBe(0);
    expect(stdout.match(/^\S+ is \[DOWN\]/gm)).toEqual([
      'schema-registry is [DOWN]',
      'kafka is [DOWN]',
      'zookeeper is [DOWN]',
    ]);
    expect(await processesOf(home.dir)).toEqual([]);
    for (const { endpoints } of status.services) {
      const port = Number(/:(\d+)/.exec(Object.values(endpoints)[0]?.replace('http://', '') ?? '')?.[1]);
      expect(await isFree(port)).toBe(true);
    }
    for (const { name } of status.services) {
      await expect(access(join(home.dir, 'stacks/default', name, 'tmp'))).rejects.toThrow('ENOENT');
    }
  });

  test('the same stack comes up again on the same ports', async () => {
    await home.run(['up', 'kafka']);
    const again = await core();
    expect(again.services.map(({ endpoints }) => endpoints)).toEqual(
      status.services.map(({ endpoints }) => endpoints),
    );
    expect(stateOf(again, 'schema-registry')).toBe('down');
  });

  test('a changed port restarts just that service; --logs shows what it says meanwhile', async () => {
    const before = await home.status();
    const { exitCode, stdout } = await home.run(['up', 'kafka', '--port', 'kafka=19998', '--logs']);
    expect(exitCode, stdout).toBe(0);
    const lines = stdout.split('\n');
    const said = lines.findIndex((line) => /^kafka \| .*starting/.test(line));
    expect(said, stdout).toBeGreaterThanOrEqual(0);
    expect(lines.findIndex((line) => line.startsWith('kafka is [UP]'))).toBeGreaterThan(said);
    const after = await home.status();
    expect(after.services[1]?.endpoints).toEqual({ client: '127.0.0.1:19998' });
    expect(after.services[0]?.pid).toBe(before.services[0]?.pid);
    expect(after.services[1]?.pid).not.toBe(before.services[1]?.pid);
  });

  test('down --data asks for --yes, then deletes the stack', async () => {
    expect(await home.run(['down', '--data'])).toMatchObject({ exitCode: 2 });
    expect(stateOf(await home.status(), 'kafka')).toBe('up');
    expect(await home.run(['down', '--data', '--yes'])).toMatchObject({ exitCode: 0 });
    expect(await readdir(join(home.dir, 'stacks'))).toEqual([]);
    expect((await home.json<{ stacks: unknown[] }>(['list'])).stacks).toEqual([]);
  });
});

describe('stacks side by side', async () => {
  const home = await ownHome();

  test('two stacks, one of each Kafka mode, run together', async () => {
    const [zookeeper, kraft] = await Promise.all([
      home.run(['up', 'kafka', '--stack', 'one', '--ports', 'auto']),
      home.run(['up', 'kafka', '--stack', 'two', '--ports', 'auto', '--kafka-mode', 'kraft']),
    ]);
    expect(zookeeper.exitCode, zookeeper.stderr).toBe(0);
    expect(kraft.exitCode, kraft.stderr).toBe(0);
    expect(kraft.stdout).not.toContain('zookeeper');
    expect(stateOf(await home.status('one'), 'kafka')).toBe('up');
    expect(await home.status('two')).toMatchObject({ kafkaMode: 'kraft' });
  });

  test('list shows both', async () => {
    const { stdout } = await home.run(['list']);
    expect(stdout).toMatch(/^one +local +zookeeper +zookeeper up, kafka up/m);
    expect(stdout).toMatch(/^two +local +kraft +kafka up/m);
  });

  test('a stack keeps its mode', async () => {
    const { exitCode, stderr } = await home.run(['up', '--stack', 'one', '--kafka-mode', 'kraft']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('zookeeper mode');
  });

  test('commands that change one stack at once wait for each other', async () => {
    await home.run(['down', '--stack', 'one']);
    const ups = await Promise.all([1, 2, 3].map(async () => home.run(['up', 'kafka', '--stack', 'one'])));
    expect(ups.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    const { stdout } = await execa('ps', ['-axo', 'command=']);
    const brokers = stdout
      .split('\n')
      .filter((line) => line.includes(`${home.dir}/stacks/one/kafka/conf/server`));
    expect(brokers).toHaveLength(1);
  });

  test('down --all stops both', async () => {
    expect(await home.run(['down', '--all'])).toMatchObject({ exitCode: 0 });
    expect(await processesOf(home.dir)).toEqual([]);
  });
});
