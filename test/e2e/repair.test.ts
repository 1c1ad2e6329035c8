import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { identify } from '../../src/engines/local/process/process-table.js';
import { startStreamkit } from '../support/cli.js';
import { ownHome, processesOf, stateOf } from '../support/own-home.js';

const home = await ownHome();

test('up after kill -9 of Kafka brings it back, with its data', async () => {
  const first = await home.run(['up', 'kafka', '--ports', 'auto']);
  expect(first.exitCode, first.stderr).toBe(0);
  await home.run(['topic', 'create', 'kept', '--partitions', '2']);
  const { process: broker } = await home.ledger('kafka');
  process.kill(broker.pid, 'SIGKILL');
  await expect.poll(async () => stateOf(await home.status(), 'kafka')).toBe('failed');

  const { stdout, exitCode, stderr } = await home.run(['up', 'kafka']);
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toContain('zookeeper is [UP]');
  expect(stateOf(await home.status(), 'kafka')).toBe('up');
  const { stdout: topics } = await home.run(['topic', 'list']);
  expect(topics).toContain('kept');
});

test('a schema whose id was answered survives kill -9 of the registry', async () => {
  expect(await home.run(['up', 'schema-registry'])).toMatchObject({ exitCode: 0 });
  const registry = (await home.status()).services.find(({ name }) => name === 'schema-registry');
  const subjects = `${registry?.endpoints['http'] ?? ''}/subjects`;
  const schema = JSON.stringify({ type: 'record', name: 'Last', fields: [] });
  let id: unknown;
  await home.killAfter('schema-registry', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ schema });
    const answer = await fetch(`${subjects}/last-value/versions`, { method: 'POST', headers, body });
    id = ((await answer.json()) as { id: unknown }).id;
  });
  await expect.poll(async () => stateOf(await home.status(), 'schema-registry')).toBe('failed');
  expect(await home.run(['up', 'schema-registry'])).toMatchObject({ exitCode: 0 });
  const found = await (await fetch(`${subjects}/last-value/versions/1`)).json();
  expect(found).toMatchObject({ id, schema });
});

test.runIf(process.platform === 'linux')('a suspended Kafka is named instead of waited for', async () => {
  const { pid } = (await home.ledger('kafka')).process;
  const commands = [
    ['topic', 'list'],
    ['group', 'list'],
    ['consume', 'kept', '-b', '-e'],
    ['produce', 'kept', 'value'],
  ];
  process.kill(pid, 'SIGSTOP');
  try {
    for (const args of commands) {
      const { exitCode, stderr } = await home.run(args);
      expect(stderr).toContain('kafka does not respond (it is suspended).');
      expect(exitCode).toBe(4);
    }
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  expect(await home.run(['topic', 'list'])).toMatchObject({ exitCode: 0 });
});

test('up after kill -9 of itself in the middle repairs', async () => {
  await home.run(['down']);
  const cut = startStreamkit(['up', 'kafka'], { env: home.env });
  await expect.poll(async () => (await processesOf(home.dir)).length, { interval: 5 }).toBeGreaterThan(0);
  cut.kill('SIGKILL');
  await cut;
  const { exitCode, stderr } = await home.run(['up', 'kafka']);
  expect(exitCode, stderr).toBe(0);
  const running = await processesOf(home.dir);
  const ledgers = await Promise.all(['zookeeper', 'kafka'].map(async (name) => home.ledger(name)));
  expect(new Set(running)).toEqual(new Set(ledgers.map(({ process }) => process.pid)));
});

test('a process that got a recycled pid is not touched', async () => {
  await home.run(['down']);
  const bystander = execa('sleep', ['600'], { reject: false });
  await once(bystander, 'spawn');
  const pid = bystander.pid ?? 0;
  const path = join(home.dir, 'stacks/default/kafka/process.json');
  const entry = {
    process: { pid, startTime: 'another boot/1' },
    configHash: 'x',
    startedAt: new Date().toISOString(),
  };
  await writeFile(path, JSON.stringify(entry));

  expect(stateOf(await home.status(), 'kafka')).toBe('failed');
  expect(await home.run(['up', 'kafka'])).toMatchObject({ exitCode: 0 });
  expect(await home.run(['down'])).toMatchObject({ exitCode: 0 });
  expect(await identify(pid)).toBeDefined();
  bystander.kill();
  await bystander;
});

test('Ctrl-C in the middle of up stops what it had started', async () => {
  const interrupted = startStreamkit(['up', 'kafka'], { env: home.env });
  await expect.poll(async () => (await processesOf(home.dir)).length, { interval: 5 }).toBeGreaterThan(0);
  interrupted.kill('SIGINT');
  expect((await interrupted).exitCode).toBe(130);
  expect(await processesOf(home.dir)).toEqual([]);
});

test('a damaged ledger and a lock of a dead process do not stand in the way', async () => {
  await home.run(['up', 'zookeeper']);
  await writeFile(join(home.dir, 'stacks/default/zookeeper/process.json'), '{"proc');
  await symlink(
    JSON.stringify({ pid: 1, startTime: 'another boot/1' }),
    join(home.dir, 'stacks/default.lock'),
  );
  const { exitCode, stderr } = await home.run(['up', 'zookeeper']);
  expect(exitCode, stderr).toBe(0);
  expect(await processesOf(home.dir)).toEqual([(await home.ledger('zookeeper')).process.pid]);
});

test('a service that dies while it starts is named with its exit code and last log lines', async () => {
  await home.run(['down']);
  const path = join(home.dir, 'stacks/default/kafka/data/meta.properties');
  const good = await readFile(path, 'utf8');
  await writeFile(path, good.replace(/cluster\.id=.*/, 'cluster.id=AAAAAAAAAAAAAAAAAAAAAA'));
  const { exitCode, stderr } = await home.run(['up', 'kafka']);
  expect(exitCode).toBe(4);
  expect(stderr).toMatch(/Error: kafka ended while it was starting, with exit code 1/);
  expect(stderr).toContain('Invalid cluster.id in: ');
  expect(stderr).toContain('a cluster that ZooKeeper no longer knows');
  const advice = 'Start with empty data: streamkit down --data --yes';
  expect(stderr).toContain(advice);
  const doctor = await home.run(['doctor']);
  expect(doctor.stdout).toMatch(/^problem +kafka: it ended by itself: .*ZooKeeper no longer knows/m);
  expect(doctor.stdout).toContain(advice);
  expect(stateOf(await home.status(), 'zookeeper')).toBe('up');
  await writeFile(path, good);
  expect(await home.run(['up', 'kafka'])).toMatchObject({ exitCode: 0 });
});

test('a service that is only slow is not called dead, and goes on', async () => {
  await home.run(['down']);
  const { exitCode, stderr } = await home.run(['up', 'kafka', '--timeout', '1ms']);
  expect(exitCode).toBe(4);
  expect(stderr).toContain('does not answer yet');
  await expect.poll(async () => stateOf(await home.status(), 'zookeeper')).toBe('up');
  expect(await home.run(['up', 'kafka'])).toMatchObject({ exitCode: 0 });
});

test('an image is ignored in words where services are local processes', async () => {
  const { exitCode, stdout, stderr } = await home.run(['up', 'zookeeper', '--image', 'zookeeper=my/image']);
  expect(exitCode, stderr).toBe(0);
  expect(`${stdout}${stderr}`).toContain('--image zookeeper is ignored: the local engine uses no images');
});

test('a stack whose description is damaged can be deleted', async () => {
  await home.run(['up', 'zookeeper', '--stack', 'broken', '--ports', 'auto']);
  await writeFile(join(home.dir, 'stacks/broken/stack.json'), '{"vers');
  const { exitCode, stderr } = await home.run(['up', 'zookeeper', '--stack', 'broken']);
  expect(stderr).toContain('streamkit down --data --stack broken');
  expect(exitCode).toBe(3);
  const deleted = await home.run(['down', '--data', '--yes', '--stack', 'broken']);
  expect(deleted.exitCode, deleted.stderr).toBe(0);
  expect(await processesOf(join(home.dir, 'stacks/broken'))).toEqual([]);
});
