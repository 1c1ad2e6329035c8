import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { streamkit } from '../support/cli.js';
import { ownHome, processesOf } from '../support/own-home.js';

const home = await ownHome();
const elsewhere = await mkdtemp(join(tmpdir(), 'streamkit-refusals-'));
afterAll(async () => rm(elsewhere, { recursive: true }));

test('a taken port is named with who holds it, and nothing is started', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { exitCode, stderr } = await home.run(['up', 'kafka', '--ports', 'auto', '--port', `kafka=${port}`]);
  server.close();
  expect(exitCode).toBe(3);
  expect(stderr).toContain(`Port ${port} for kafka is taken by pid ${process.pid}: `);
  expect(stderr).toContain('--port kafka=NUMBER');
  expect(await processesOf(home.dir)).toEqual([]);
});

test.each([
  [['up', 'kafak'], 'Did you mean kafka?'],
  [['up', '--port', 'kafka=99999'], 'Ports go from 1 to 65535'],
  [['up', '--port', 'kafca=9000'], 'Did you mean kafka?'],
  [['up', '--port', 'kafka=2181'], 'zookeeper and kafka would both use port 2181'],
  [['up', '--timeout', 'soon'], '"soon" is not a valid duration'],
  [['up', '--stack', '../../etc'], 'Invalid stack name'],
  [['up', '--stack', 'a b'], 'Invalid stack name'],
  [['up', '--stack', '𝒳'], 'Invalid stack name'],
  [['up', '--engine', 'podman'], '--engine'],
  [
    ['up', 'kafka', '--kafka-mode', 'kraft', '--scale', 'zookeeper=3'],
    'Kafka in KRaft mode runs without ZooKeeper',
  ],
  [
    ['up', '--kafka-mode', 'kraft', '--scale', 'zookeeper=3', '--dry-run'],
    'no service that needs it is named',
  ],
  [['up', '--nonsense'], 'Nonexistent flag'],
  [['smoke', 'kafka-basic'], 'Did you mean kafka-basics?'],
  [['logs', '--grep', '('], 'not a valid regular expression'],
])('streamkit %j is refused with exit code 2', async (args, words) => {
  const { exitCode, stderr, stdout } = await home.run(args);
  expect(stderr).toContain(words);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
});

test('an ensemble of ZooKeeper beside KRaft is accepted for Storm', async () => {
  const args = ['up', 'storm', '--kafka-mode', 'kraft', '--scale', 'zookeeper=3', '--dry-run'];
  expect((await home.run(args)).stdout).toContain('start zookeeper-3');
});

test('a malformed streamkit.yml is named with file and line', async () => {
  const cases = [
    ['stack: a\nengine: podman\n', ':2: engine'],
    ['stack: a\n\nkafkamode: kraft\n', ':3: unknown setting "kafkamode"'],
    ['services: [kafka\nstack: a\n', ':'],
    ['ports:\n  kafka: 99999\n', ':2: ports'],
  ];
  for (const [text = '', words = ''] of cases) {
    await writeFile(join(elsewhere, 'streamkit.yml'), text);
    const { exitCode, stderr } = await streamkit(['status'], { env: home.env, cwd: elsewhere });
    expect(stderr).toContain(`${join(elsewhere, 'streamkit.yml')}${words}`);
    expect(exitCode).toBe(2);
  }
});

test('without mvn and with nothing downloaded, up says what to install', async () => {
  const bin = join(elsewhere, 'empty-path');
  await mkdir(bin);
  const { exitCode, stderr } = await home.run(['up', 'kafka', '--ports', 'auto'], {
    PATH: bin,
    STREAMKIT_CACHE: join(elsewhere, 'cache'),
  });
  expect(stderr).toContain('Maven (mvn) was not found');
  expect(exitCode).toBe(3);
});

test.each([
  ['--offline and nothing downloaded', ['--offline'], '', '--offline forbids downloads'],
  [
    'no network',
    [],
    '-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=1 -Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=1',
    'could not download',
  ],
])('%s: a clear error, and nothing is started', async (_, flags, proxy, words) => {
  const { exitCode, stderr } = await home.run(['up', 'kafka', '--ports', 'auto', ...flags], {
    STREAMKIT_CACHE: join(elsewhere, 'cache'),
    MAVEN_OPTS: `-Dmaven.repo.local=${join(elsewhere, 'repository')} ${proxy}`,
  });
  expect(stderr).toContain(words);
  expect(exitCode).toBe(3);
  expect(await processesOf(home.dir)).toEqual([]);
});

test('when Maven itself cannot start, up shows what it said, and doctor finds it', async () => {
  const broken = { STREAMKIT_CACHE: join(elsewhere, 'cache'), MAVEN_OPTS: '-Xmx1m' };
  const { exitCode, stderr } = await home.run(['up', 'kafka', '--ports', 'auto'], broken);
  expect(stderr).toContain('Maven (mvn) failed with exit code 1.');
  expect(stderr).toContain('Too small maximum heap');
  expect(stderr).toContain('check JAVA_HOME, MAVEN_OPTS');
  expect(exitCode).toBe(3);
  const doctor = await home.run(['doctor'], broken);
  expect(doctor.stdout).toMatch(
    /^problem +maven: mvn --version fails with exit code 1: .*Too small maximum heap/m,
  );
  expect(doctor.exitCode).toBe(3);
});

test('errors are JSON with --json', async () => {
  const { exitCode, stdout } = await home.run(['up', 'kafak', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    error: {
      code: 'USAGE',
      suggestions: [{ why: 'Did you mean kafka?' }, { why: expect.stringMatching('^Services: ') as string }],
    },
  });
  expect(exitCode).toBe(2);
});

test.each([
  ['topic', 'list'],
  ['group', 'list'],
  ['connector', 'list'],
])('Ctrl-C ends `%s %s` while the server accepts the connection and never answers', async (topic, verb) => {
  const connections = new Set<Socket>();
  const silent = createServer((socket) => void connections.add(socket)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const add = ['context', 'add', `silent-${topic}`, '--bootstrap-servers', `127.0.0.1:${port}`];
  expect((await home.run([...add, '--connect', `http://127.0.0.1:${port}`])).exitCode).toBe(0);
  const interrupt = new AbortController();
  const running = streamkit([topic, verb, '--context', `silent-${topic}`], {
    env: home.env,
    cancelSignal: interrupt.signal,
    killSignal: 'SIGINT',
    // What does not end by then is killed, and fails the test.
    forceKillAfterDelay: 10_000,
  });
  await expect.poll(() => connections.size).toBeGreaterThan(0);
  interrupt.abort();
  const { exitCode, stderr } = await running;
  expect({ exitCode, stderr }).toEqual({
    exitCode: 130,
    stderr: expect.stringContaining('Interrupted') as string,
  });
  for (const socket of connections) socket.destroy();
  silent.close();
});
