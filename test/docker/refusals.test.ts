import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import { containerOptions } from '../../src/engines/docker/containers/container-options.js';
import { projectName } from '../../src/engines/docker/containers/names.js';
import { ensureNetwork, ensureVolumes, removeAll } from '../../src/engines/docker/containers/resources.js';
import { startContainer } from '../../src/engines/docker/containers/start.js';
import { catalogue, findService } from '../../src/services/catalogue.js';
import { guard, startDaemon } from './daemon.js';
import { docker, dockerHome, hasDocker } from './docker-home.js';
import { openRegistry } from './registry.js';

describe.skipIf(!hasDocker)('what Docker refuses is told in words', async () => {
  const { images, folder } = docker;
  const home = await dockerHome();
  const image = images['zookeeper'] ?? '';
  const up = async (args: string[], env = {}) => home.run(['up', 'zookeeper', ...args], env);

  test('no daemon', async () => {
    const none = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' };
    const { exitCode, stderr } = await up([], none);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('No Docker daemon is available.');
    expect(stderr).toContain('DOCKER_HOST unix:///nonexistent/docker.sock: no such socket');
    expect(stderr).toContain('streamkit doctor');
    const doctor = await home.run(['doctor'], none);
    expect(doctor.exitCode).toBe(3);
    expect(doctor.stdout).toContain('no daemon answers; tried in this order: DOCKER_HOST');
  });

  test.runIf(process.getuid?.() === 0 && folder !== undefined)('no permission on the socket', async () => {
    const other = await mkdtemp(join(tmpdir(), 'streamkit-other-'));
    await chmod(other, 0o777);
    await chmod(folder ?? '', 0o755);
    const args = ['bin/run.js', 'up', 'zookeeper'];
    const env = { ...home.env, STREAMKIT_HOME: join(other, 'home'), HOME: other, NO_COLOR: '1' };
    const { exitCode, stderr } = await execa(process.execPath, args, {
      env,
      uid: 65_534,
      gid: 65_534,
      reject: false,
    });
    expect(stderr).toContain('Permission denied: Docker socket');
    expect(stderr).toContain('usermod -aG docker');
    expect(exitCode).toBe(3);
    await rm(other, { recursive: true });
  });

  test('a registry that cannot be reached', async () => {
    const { exitCode, stderr } = await up(['--image', 'zookeeper=127.0.0.1:1/zookeeper:1']);
    expect(stderr).toContain('The registry of 127.0.0.1:1/zookeeper:1 is unreachable.');
    expect(exitCode).toBe(3);
    const offline = await up(['--offline', '--image', 'zookeeper=127.0.0.1:1/zookeeper:1']);
    expect(offline.stderr).toContain('Not here yet');
    expect(offline.exitCode).toBe(3);
  });

  test('a tag that the registry does not have', async () => {
    const registry = await openRegistry(1);
    const { exitCode, stderr } = await up(['--image', `zookeeper=${registry.address}/zookeeper:none`]);
    await registry.close();
    expect(stderr).toContain(`The registry has no image ${registry.address}/zookeeper:none.`);
    expect(exitCode).toBe(3);
  });

  test.skipIf(folder === undefined)('no space for an image', async () => {
    const small = await mkdtemp(join(tmpdir(), 'streamkit-small-'));
    await mkdir(join(small, 'data'));
    await execa('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', join(small, 'data')]);
    const registry = await openRegistry(48 * 1024 ** 2);
    const end = guard(small);
    try {
      // Rules of a second daemon would replace the first one's.
      await startDaemon(small, ['--iptables=false']);
      const { exitCode, stderr } = await up(
        ['--stack', 'small', '--image', `zookeeper=${registry.address}/big:1`],
        {
          DOCKER_HOST: `unix://${small}/docker.sock`,
        },
      );
      expect(stderr).toContain("Docker's disk is full");
      expect(exitCode).toBe(3);
    } finally {
      await registry.close();
      await end();
      await rm(join(home.dir, 'home/stacks/small'), { recursive: true, force: true });
    }
  });

  // A machine's own daemon has many more, which are not ours to use up.
  test.skipIf(folder === undefined)(
    'no addresses left for a network: up says it, and doctor before',
    async () => {
      const networks = await home.client.listNetworks();
      expect((await home.run(['doctor'])).stdout).not.toContain('address ranges');
      const made = [];
      try {
        for (;;) made.push(await home.client.createNetwork({ Name: `streamkit-test-full-${made.length}` }));
      } catch (error) {
        expect(String(error)).toMatch(/address pool/);
      }
      const doctor = await home.run(['doctor']);
      const { exitCode, stderr } = await up(['--image', `zookeeper=${image}`]);
      for (const network of made) await network.remove();
      expect(made.length + networks.length).toBeGreaterThanOrEqual(16);
      expect(doctor.stdout).toMatch(/all 16 address ranges that Docker has for networks are in use/);
      expect(doctor.stdout).toContain('docker network prune');
      expect(stderr).toContain('Docker has no addresses left for another network');
      expect(stderr).toContain('docker network prune');
      expect(exitCode).toBe(3);
    },
  );

  test('a name that another container has', async () => {
    const name = `${projectName({ name: 'default', dir: join(home.dir, 'home/stacks/default') })}-zookeeper`;
    const other = await home.client.createContainer({ name, Image: image });
    const { exitCode, stderr } = await up(['--image', `zookeeper=${image}`]);
    await other.remove({ v: true });
    expect(stderr).toContain(`Container ${name} already exists and does not belong to this stack.`);
    expect(stderr).toContain(`docker rm --force ${name}`);
    expect(exitCode).toBe(3);
  });

  test('a port that another container, or a process, has', async () => {
    const otherNetwork = await home.client.createNetwork({ Name: 'streamkit-test-other' });
    const other = await home.client.createContainer({
      Image: image,
      Entrypoint: ['sleep', '600'],
      HostConfig: {
        NetworkMode: 'streamkit-test-other',
        PortBindings: { '1/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] },
      },
      ExposedPorts: { '1/tcp': {} },
    });
    await other.start();
    const { NetworkSettings: network, Name: name } = await other.inspect();
    const taken = await up(['--port', `zookeeper=${network.Ports['1/tcp']?.[0]?.HostPort ?? ''}`]);
    await other.remove({ force: true, v: true });
    await otherNetwork.remove();
    expect(taken.stderr).toContain(`is taken by the container ${name.slice(1)}`);
    expect(taken.exitCode).toBe(3);

    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const held = await up(['--port', `zookeeper=${port}`]);
    expect(held.stderr).toContain(`Port ${port} for zookeeper is taken by pid ${process.pid}`);
    expect(held.exitCode).toBe(3);
    await new Promise((done) => server.close(done));
  });

  describe('a port that is taken at the last moment', () => {
    const stack = {
      name: 'late',
      dir: join(home.dir, 'home/stacks/late'),
      id: '',
      secret: '',
      images: { zookeeper: image },
      exchange: home.dir,
      instancesOf: (service: string) => [service],
    };
    afterAll(async () => removeAll(home.client, stack));

    test('leaves no container behind', async () => {
      const server = createServer();
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      const { port } = server.address() as AddressInfo;
      const late = { ...stack, portsOf: () => () => port };
      await ensureNetwork(home.client, late);
      const [options] = containerOptions(late, findService(catalogue('zookeeper', 'docker'), 'zookeeper'));
      if (!options) throw new Error('no container');
      await ensureVolumes(home.client, late, options);
      await expect(startContainer(home.client, options, '0:0')).rejects.toMatchObject({ code: 'PORT_TAKEN' });
      const left = await home.client.listContainers({ all: true, filters: { name: [options.name] } });
      expect(left).toEqual([]);
      await new Promise((done) => server.close(done));
    });
  });
});
