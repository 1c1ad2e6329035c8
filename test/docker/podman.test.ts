import { afterAll, describe, expect, test } from 'vitest';
import { projectName } from '../../src/engines/docker/containers/names.js';
import { dockerContract } from '../contract/docker-contract.js';
import { NoDaemon, processesOfDaemon } from './daemon.js';
import { dockerHome, nowhere } from './docker-home.js';
import { openPodman } from './podman.js';
import { sayAloud } from './setup.js';

const podman = await openPodman(['zookeeper', 'cp-kafka', 'cp-schema-registry']).catch((error: unknown) => {
  if (!(error instanceof NoDaemon)) throw error;
  sayAloud(`Podman is NOT tested: ${error.message}`);
  return undefined;
});

describe.skipIf(!podman)('Podman', async () => {
  afterAll(async () => {
    await podman?.end();
    expect(await processesOfDaemon(podman?.folder ?? 'none')).toEqual([]);
  });
  const home = await dockerHome('zookeeper', podman ?? nowhere);
  const kafka = async () => (await home.status()).services.find(({ name }) => name === 'kafka');

  test('runs a stack, which a smoke pipeline passes on', async () => {
    const up = await home.run(['up', 'schema-registry']);
    expect(up.exitCode, up.stderr).toBe(0);
    const smoke = await home.run(['smoke', 'kafka-basics']);
    expect(smoke.exitCode, smoke.stdout + smoke.stderr).toBe(0);
    const logs = await home.run(['logs', 'kafka', '--grep', 'started']);
    expect(logs.stdout).toMatch(/KafkaServer id=1\] started/);
  });

  test('its containers find each other by name, and are published on loopback only', async () => {
    const doctor = await home.run(['doctor', '--deep']);
    for (const from of ['here', 'a container']) expect(doctor.stdout).toMatch(`ok       kafka from ${from}`);
    const published = (await home.client.listContainers({})).flatMap(({ Ports }) => Ports);
    expect(published.length).toBeGreaterThan(0);
    for (const { IP, PublicPort } of published) if (PublicPort) expect(IP).toBe('127.0.0.1');
  });

  test('a container that was killed is seen, and brought back with its data', async () => {
    await home.run(['topic', 'create', 'kept']);
    const [broker] = await home.client.listContainers({ filters: { label: ['streamkit.container=kafka'] } });
    await home.client.getContainer(broker?.Id ?? 'none').kill();
    await expect.poll(kafka).toMatchObject({ state: 'failed', reason: 'it was killed (exit code 137)' });
    const up = await home.run(['up', 'kafka']);
    expect(up.exitCode, up.stderr).toBe(0);
    expect((await home.run(['topic', 'list'])).stdout).toContain('kept');
  });

  test('down --data leaves nothing, anonymous volumes included', async () => {
    expect(await home.run(['down', '--data', '--yes'])).toMatchObject({ exitCode: 0 });
    expect(await home.leftovers()).toEqual([]);
    expect((await home.client.listVolumes({})).Volumes).toEqual([]);
  });

  test('what it refuses, and what it does not know, is told in words', async () => {
    const name = `${projectName({ name: 'default', dir: `${home.dir}/home/stacks/default` })}-zookeeper`;
    const other = await home.client.createContainer({ name, Image: podman?.images['zookeeper'] ?? '' });
    const { exitCode, stderr } = await home.run(['up', 'zookeeper']);
    await other.remove({ v: true });
    expect(stderr).toContain(`Container ${name} already exists and does not belong to this stack.`);
    expect(exitCode).toBe(3);
    const image = '127.0.0.1:1/nowhere/kafka:1';
    const auto = [
      'up',
      'kafka',
      '--stack',
      'auto',
      '--dry-run',
      '--engine',
      'auto',
      '--image',
      `kafka=${image}`,
    ];
    expect((await home.run(auto)).stdout).toContain(
      `instead of Docker: the image ${image} is not here, and Podman does not ask its registry before it pulls`,
    );
  });

  dockerContract(podman ?? nowhere, podman?.restarts);
});
