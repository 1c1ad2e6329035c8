import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { commandOf, markedProcesses } from '../../src/engines/local/process/process-table.js';
import type { TopologySummary } from '../../src/storm/cluster.js';
import type { TopologyStatus } from '../../src/storm/topology-status.js';
import { ownHome, processesOf, stateOf } from '../support/own-home.js';
import { wordCountJar } from '../support/word-count.js';

const home = await ownHome();
let jar = '';

/** The pids of a topology's worker JVMs; the LogWriter beside each is another. */
async function workers(): Promise<number[]> {
  const marked = await markedProcesses();
  const own = marked.filter(({ marker }) => marker === join(home.dir, 'stacks/default/supervisor'));
  const commands = await Promise.all(
    own.map(async ({ process: { pid } }) => ({ pid, command: (await commandOf(pid)) ?? '' })),
  );
  return commands
    .filter(({ command }) => command.includes('daemon.worker.Worker') && !command.includes('LogWriter'))
    .map(({ pid }) => pid);
}

/** The same, of those that have written the file from which the supervisor knows their pid. */
async function registered(): Promise<number[]> {
  const folder = join(home.dir, 'stacks/default/supervisor/data/workers');
  const entries = await readdir(folder, { recursive: true });
  return (await workers()).filter((pid) => entries.some((entry) => entry.endsWith(`/pids/${pid}`)));
}

const acked = async () => {
  const { components } = await home.json<TopologyStatus>(['topology', 'status', 'words']);
  return components.find(({ kind }) => kind === 'spout')?.acked ?? 0;
};

test('storm starts with its dependencies, and without a topology', async () => {
  const { exitCode, stdout, stderr } = await home.run(['up', 'storm', '--ports', 'auto']);
  expect(exitCode, stderr).toBe(0);
  expect(stdout.match(/^\S+(?= is \[UP\])/gm)?.toSorted()).toEqual(['nimbus', 'supervisor', 'zookeeper']);
  expect(await home.json(['topology', 'list'])).toEqual({ topologies: [] });
});

test('submit explains why a jar or class cannot be submitted', async () => {
  jar = await wordCountJar(home.dir, home.env['STREAMKIT_CACHE'] ?? '');
  const refuse = async (...words: string[]) => home.run(['topology', 'submit', ...words]);
  expect((await refuse(join(home.dir, 'none.jar'))).stderr).toContain('file not found');
  const text = join(home.dir, 'text.jar');
  await writeFile(text, 'no jar');
  expect((await refuse(text)).stderr).toContain('is not a jar');
  expect((await refuse(jar)).stderr).toContain('does not name a main class');
  expect((await refuse(jar, 'words.None')).stderr).toContain('There is no class words.None in');
  expect((await home.run(['topology', 'status', 'none'])).stderr).toContain(
    'Topology "none" does not exist.',
  );
});

test('a topology of another project runs and counts', async () => {
  const { exitCode, stderr } = await home.run(['topology', 'submit', jar, 'words.WordCount', 'words']);
  expect(exitCode, stderr).toBe(0);
  await expect.poll(acked).toBeGreaterThan(100);
  await expect
    .poll(async () => (await home.run(['topology', 'logs', 'words'])).stdout)
    .toContain('was seen 100 times');
});

test('submit refuses a name in use', async () => {
  const { exitCode, stderr } = await home.run(['topology', 'submit', jar, 'words.WordCount', 'words']);
  expect(exitCode).toBe(6);
  expect(stderr).toContain('Topology "words" already exists.');
});

test.runIf(process.platform === 'linux')('Storm listens on loopback only', async () => {
  const pids = await processesOf(home.dir);
  const { stdout } = await execa('ss', ['-H', '-ltnp']);
  const listeners = stdout.split('\n').filter((line) => pids.some((pid) => line.includes(`pid=${pid},`)));
  expect(listeners.length).toBeGreaterThanOrEqual(4);
  for (const line of listeners) expect(line).toMatch(/(127\.0\.0\.1|\[::ffff:127\.0\.0\.1\]|\[::1\]):\d+ /);
});

test('a topology is deactivated, activated and rebalanced to another number of workers', async () => {
  const statusAfter = async (...args: string[]) =>
    (await home.json<TopologySummary>(['topology', ...args])).status;
  expect(await statusAfter('deactivate', 'words')).toBe('INACTIVE');
  expect(await statusAfter('activate', 'words')).toBe('ACTIVE');
  const rebalance = ['rebalance', 'words', '--wait', '0', '--workers'];
  expect(await home.json(['topology', ...rebalance, '2'])).toMatchObject({ workers: 2 });
  // Storm forgets a worker that it is told to stop before the worker has written its pid.
  await expect.poll(async () => (await registered()).length).toBe(2);
  expect(await home.json(['topology', ...rebalance, '1'])).toMatchObject({ workers: 1 });
  const { exitCode, stderr } = await home.run(['topology', ...rebalance, '50']);
  expect(exitCode).toBe(3);
  expect(stderr).toContain('cannot have 50 workers');
  await expect.poll(async () => (await workers()).length).toBe(1);
});

test('a topology that is killed right after its submission leaves the supervisor running', async () => {
  const { pid } = (await home.ledger('supervisor')).process;
  for (const args of [
    ['submit', jar, 'words.WordCount', 'brief'],
    ['kill', 'brief', '--wait', '0'],
  ])
    expect(await home.run(['topology', ...args])).toMatchObject({ exitCode: 0 });
  expect(stateOf(await home.status(), 'supervisor')).toBe('up');
  expect((await home.ledger('supervisor')).process.pid).toBe(pid);
});

test('a killed worker is replaced; a supervisor and nimbus that end by themselves are restarted, and the topology continues', async () => {
  const [first = 0] = await workers();
  process.kill(first, 'SIGKILL');
  await expect.poll(async () => (await registered()).some((pid) => pid !== first)).toBe(true);
  for (const name of ['supervisor', 'nimbus']) process.kill((await home.ledger(name)).process.pid, 'SIGKILL');
  const restarted = async () => {
    const { services } = await home.status();
    return services.filter(({ name, state }) => ['supervisor', 'nimbus'].includes(name) && state === 'up');
  };
  await expect.poll(restarted, { timeout: 60_000 }).toMatchObject([
    {
      name: 'nimbus',
      restarts: { count: 1, why: expect.stringMatching(/^it ended without being told to/) as string },
    },
    { name: 'supervisor', restarts: { count: 1 } },
  ]);
  expect((await home.run(['status'])).stdout).toMatch(/^nimbus: restarted once at \S+: it ended/m);
  expect((await home.run(['logs', 'nimbus'])).stdout).toMatch(/WARN streamkit: .*; restart 1 in 1 s/);
  await expect.poll(async () => (await workers()).length).toBe(1);
});

test('what kill ends stays down until up restarts it', async () => {
  expect(await home.run(['kill', 'nimbus'])).toMatchObject({ exitCode: 0 });
  const { services } = await home.status();
  expect(services.find(({ name }) => name === 'nimbus')).toMatchObject({
    state: 'failed',
    reason: 'it ended without being told to',
  });
  const { exitCode, stderr } = await home.run(['up', 'storm']);
  expect(exitCode, stderr).toBe(0);
  const again = (await home.status()).services.find(({ name }) => name === 'nimbus');
  expect(again).toMatchObject({ state: 'up' });
  expect(again?.restarts).toBeUndefined();
});

test('commands say within seconds that a daemon is suspended, and Ctrl-C ends them', async () => {
  const silent = 'nimbus does not respond (it is suspended).';
  expect(await home.run(['pause', 'nimbus'])).toMatchObject({ exitCode: 0 });
  for (const args of [
    ['topology', 'list'],
    ['topology', 'status', 'words'],
    ['topology', 'logs', 'words'],
    ['topology', 'kill', 'words', '--wait', '0'],
    ['topology', 'submit', jar, 'words.WordCount', 'late'],
    ['job', 'list'],
  ]) {
    const since = Date.now();
    const { exitCode, stderr } = await home.run(args);
    expect({ args, exitCode }).toEqual({ args, exitCode: 4 });
    expect(stderr).toContain(silent);
    expect(Date.now() - since).toBeLessThan(10_000);
  }
  expect(stateOf(await home.status(), 'nimbus')).toBe('paused');
  const doctor = await home.run(['doctor']);
  expect(doctor.exitCode).toBe(0);
  expect(doctor.stdout).toContain('streamkit unpause nimbus');
  expect(await home.run(['unpause', 'nimbus'])).toMatchObject({ exitCode: 0 });
  expect(await home.run(['pause', 'supervisor'])).toMatchObject({ exitCode: 0 });
  expect(await home.run(['topology', 'list'])).toMatchObject({ exitCode: 0 });
  const { exitCode, stderr } = await home.run(['topology', 'submit', jar, 'words.WordCount', 'late']);
  expect(exitCode).toBe(4);
  expect(stderr).toContain('supervisor does not respond (it is suspended).');
  expect(await home.run(['unpause', 'supervisor'])).toMatchObject({ exitCode: 0 });
});

test('kill ends a topology, and down all processes of Storm', async () => {
  expect(await home.run(['topology', 'kill', 'words', '--wait', '0'])).toMatchObject({ exitCode: 0 });
  expect(await home.json(['topology', 'list'])).toEqual({ topologies: [] });
  expect(await home.run(['down'])).toMatchObject({ exitCode: 0 });
  expect(await processesOf(home.dir)).toEqual([]);
  const { exitCode, stderr } = await home.run(['topology', 'list']);
  expect(exitCode).toBe(4);
  expect(stderr).toContain('streamkit up storm');
});
