import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runIn } from '../../src/engines/docker/exec/run.js';
import type { Finding } from '../../src/engines/engine.js';
import type { StackStatus } from '../../src/stack/status.js';
import { startStreamkit } from '../support/cli.js';
import { dockerHome, hasDocker } from './docker-home.js';

const anonymousVolumes = async (home: Awaited<ReturnType<typeof dockerHome>>) => {
  const { Volumes: volumes } = await home.client.listVolumes({});
  return volumes.map(({ Name }) => Name).filter((name) => /^[0-9a-f]{64}$/.test(name));
};

const addressesOf = ({ services }: StackStatus, name: string) => {
  const found = services.find((service) => service.name === name);
  return { here: found?.endpoints ?? {}, inside: Object.values(found?.insideEndpoints ?? {})[0] };
};

describe.skipIf(!hasDocker)('a stack on Docker, from its first up to the deletion of its data', async () => {
  const home = await dockerHome();
  const containerId = async (name: string) => {
    const found = await home.client.listContainers({ filters: { label: [`streamkit.container=${name}`] } });
    return found.find(({ Labels }) => Labels['streamkit.dir']?.startsWith(home.dir))?.Id;
  };
  let anonymousBefore: string[] = [];

  test('up starts a service with its dependencies, and reports one line per service', async () => {
    anonymousBefore = await anonymousVolumes(home);
    const { stdout, stderr, exitCode } = await home.run(['up', 'schema-registry', 'hdfs']);
    expect(exitCode, stderr).toBe(0);
    const lines = stdout.split('\n').filter((line) => line.includes('is [UP]'));
    expect(lines.toSorted()).toEqual([
      expect.stringMatching(/^hdfs is \[UP\] {2}hdfs:\/\/127\.0\.0\.1:\d+ {2}\S+/),
      expect.stringMatching(/^httpfs is \[UP\] {2}http:\/\/127\.0\.0\.1:\d+\/webhdfs\/v1 {2}\S+/),
      expect.stringMatching(/^kafka is \[UP\] {2}127\.0\.0\.1:\d+ {2}\S+/),
      expect.stringMatching(/^schema-registry is \[UP\] {2}http:\/\/127\.0\.0\.1:\d+ {2}\S+/),
      expect.stringMatching(/^zookeeper is \[UP\] {2}127\.0\.0\.1:\d+ {2}\S+/),
    ]);
  });

  test('status has state, both addresses and memory of each', async () => {
    const { engine, services } = await home.status();
    expect(engine).toBe('docker');
    const kafka = services.find(({ name }) => name === 'kafka');
    expect(kafka).toMatchObject({ state: 'up', insideEndpoints: { client: 'kafka:29092' } });
    expect(kafka?.memoryBytes).toBeGreaterThan(10_000_000);
    expect(kafka?.startedInMs).toBeGreaterThan(0);
  });

  test('everything is published on loopback only', async () => {
    const containers = await home.client.listContainers({});
    const published = containers.flatMap(({ Ports }) => Ports).filter(({ PublicPort }) => PublicPort);
    expect(published.length).toBeGreaterThanOrEqual(3);
    for (const { IP } of published) expect(IP).toBe('127.0.0.1');
  });

  test('doctor --deep reaches every service from here and from a container', async () => {
    const { stdout, stderr, exitCode } = await home.run(['doctor', '--deep', '--json']);
    expect(exitCode, stderr + stdout).toBe(0);
    const { findings } = JSON.parse(stdout) as { findings: Finding[] };
    const reached = findings.filter(({ status, subject }) => status === 'ok' && / from /.test(subject));
    expect(reached.map(({ subject }) => subject)).toEqual(
      ['from here', 'from a container'].flatMap((from) =>
        ['zookeeper', 'kafka', 'schema-registry', 'hdfs', 'httpfs'].map((name) => `${name} ${from}`),
      ),
    );
  });

  test('WebHDFS works from a container, redirects included, by the address that status shows', async () => {
    const url = addressesOf(await home.status(), 'httpfs').inside;
    expect(url).toBe('http://httpfs:14000/webhdfs/v1');
    const script = `
      curl() { command curl --fail --silent --show-error --location "$@"; }
      echo 'from a container' >/tmp/file
      curl --header 'Content-Type: application/octet-stream' --upload-file /tmp/file '${url}/inside.txt?op=CREATE&user.name=me'
      curl '${url}/inside.txt?op=OPEN&user.name=me'`;
    const command = ['bash', '-c', script];
    const { lines } = await runIn(home.client, (await containerId('schema-registry')) ?? '', command);
    expect(lines.at(-1)).toMatch(/from a container$/);
    const cat = await home.run(['hdfs', 'cat', '/inside.txt']);
    expect(cat.stdout, cat.stderr).toBe('from a container');
  });

  test('WebHDFS works from here, redirects included, by HttpFS and by the DataNode', async () => {
    const state = await home.status();
    const urlOf = (service: string, op: string) =>
      `${addressesOf(state, service).here['webhdfs'] ?? ''}/here.txt?op=${op}&user.name=me`;
    const put = await fetch(urlOf('httpfs', 'CREATE'), {
      method: 'PUT',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: 'from here',
    });
    expect(put).toMatchObject({ status: 201, redirected: true });
    const read = await fetch(urlOf('hdfs', 'OPEN'));
    expect(read.redirected).toBe(true);
    expect(await read.text()).toBe('from here');
  });

  test('what HttpFS logs is shown', async () => {
    expect((await home.run(['logs', 'httpfs'])).stdout).toMatch(/INFO .*Server \[httpfs\] started!/);
  });

  test("a second up changes nothing; a changed port recreates just that service's container", async () => {
    const before = await Promise.all(['zookeeper', 'kafka'].map(containerId));
    const again = await home.run(['up', 'kafka']);
    expect(again.stdout.match(/already$/gm)).toHaveLength(2);
    expect(await Promise.all(['zookeeper', 'kafka'].map(containerId))).toEqual(before);
    const moved = await home.run(['up', 'kafka', '--port', 'kafka=20998']);
    expect(moved.exitCode, moved.stderr).toBe(0);
    const after = await Promise.all(['zookeeper', 'kafka'].map(containerId));
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });

  test('logs are merged and prefixed', async () => {
    const { stdout } = await home.run(['logs', 'zookeeper', 'kafka', '--grep', 'started']);
    expect(stdout).toMatch(/^kafka +\| .*KafkaServer id=1\] started/m);
  });

  test('logs -f continues across a restart, without a line twice', async () => {
    const following = startStreamkit(['logs', 'httpfs', '-f', '--grep', 'Server .httpfs. started'], {
      cwd: home.cwd,
      env: home.env,
    });
    const lines: string[] = [];
    const restarted = new Promise<void>((resolve) => {
      following.stdout?.setEncoding('utf8').on('data', (text: string) => {
        lines.push(...text.split('\n').filter(Boolean));
        if (lines.length === 1) void home.run(['restart', 'httpfs']);
        if (lines.length === 2) resolve();
      });
    });
    await restarted;
    following.kill('SIGINT');
    await following;
    expect(new Set(lines).size).toBe(2);
  });

  test('down stops dependants first, and leaves the data', async () => {
    await home.run(['topic', 'create', 'kept', '--partitions', '2']);
    const { stdout, exitCode } = await home.run(['down', 'zookeeper']);
    expect(exitCode).toBe(0);
    expect(stdout.match(/^\S+ is \[DOWN\]/gm)).toEqual([
      'schema-registry is [DOWN]',
      'kafka is [DOWN]',
      'zookeeper is [DOWN]',
    ]);
    expect((await home.run(['up', 'kafka'])).exitCode).toBe(0);
    expect((await home.run(['topic', 'list'])).stdout).toContain('kept');
  });

  test('the engine of a stack is kept', async () => {
    const { exitCode, stderr } = await home.run(['up', '--engine', 'local']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('The stack uses the docker engine');
    expect((await home.run(['status'], { STREAMKIT_ENGINE: '' })).stdout).toContain('docker engine');
  });

  test('a stack whose description is damaged can be deleted, whatever ran it', async () => {
    await writeFile(join(home.dir, 'home/stacks/default/stack.json'), '{"vers');
    const { exitCode, stderr } = await home.run(['down', '--data', '--yes'], { STREAMKIT_ENGINE: '' });
    expect(exitCode, stderr).toBe(0);
    expect(await home.leftovers()).toEqual([]);
    expect((await home.run(['up', 'kafka'])).exitCode).toBe(0);
  });

  test('down --data leaves no container, network or volume, anonymous ones included', async () => {
    expect(await home.run(['down', '--data', '--yes'])).toMatchObject({ exitCode: 0 });
    expect(await home.leftovers()).toEqual([]);
    expect(await anonymousVolumes(home)).toEqual(anonymousBefore);
    expect(await home.run(['status'])).toMatchObject({ exitCode: 6 });
  });
});

describe.skipIf(!hasDocker)('Kafka on its own, on Docker', async () => {
  const home = await dockerHome('kraft');

  test('comes up without ZooKeeper, and a smoke pipeline passes on it', async () => {
    const { stdout, stderr, exitCode } = await home.run(['up', 'schema-registry']);
    expect(exitCode, stderr).toBe(0);
    expect(stdout).not.toContain('zookeeper');
    const smoke = await home.run(['smoke', 'kafka-basics']);
    expect(smoke.exitCode, smoke.stdout).toBe(0);
  });

  test('auto selects Docker if all images are available, otherwise local processes, and reports why', async () => {
    const auto = { STREAMKIT_ENGINE: '' };
    const there = await home.run(['up', 'kafka', '--stack', 'auto', '--dry-run'], auto);
    expect(there.stdout).toContain('Docker runs this stack');
    const image = '127.0.0.1:1/nowhere/kafka:1';
    const missing = await home.run(
      ['up', 'kafka', '--stack', 'auto', '--dry-run', '--engine', 'auto', '--image', `kafka=${image}`],
      auto,
    );
    expect(missing.stdout).toContain(`instead of Docker: the image ${image} `);
    expect(missing.stdout).toMatch(/cannot be pulled|Podman does not ask/);
    const none = { ...auto, DOCKER_HOST: 'unix:///nonexistent/docker.sock' };
    const noDaemon = await home.run(
      ['up', 'kafka', '--stack', 'auto', '--dry-run', '--engine', 'auto'],
      none,
    );
    expect(noDaemon.stdout).toContain('instead of Docker: no daemon answers');
  });
});
