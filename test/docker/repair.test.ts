import { describe, expect, test } from 'vitest';
import { stateOf } from '../support/own-home.js';
import { startDaemon, stopDaemon } from './daemon.js';
import { docker, dockerHome, hasDocker } from './docker-home.js';

describe.skipIf(!hasDocker)('a stack on Docker is repaired', async () => {
  const { images, folder } = docker;
  const home = await dockerHome();
  const container = async (name: string) => {
    const found = await home.client.listContainers({
      all: true,
      filters: { label: [`streamkit.container=${name}`] },
    });
    const own = found.find(({ Labels }) => Labels['streamkit.dir']?.startsWith(home.dir));
    return home.client.getContainer(own?.Id ?? `no container ${name}`);
  };
  const kafka = async () => (await home.status()).services.find(({ name }) => name === 'kafka');

  test('after a container was killed from outside', async () => {
    const first = await home.run(['up', 'kafka']);
    expect(first.exitCode, first.stderr).toBe(0);
    await home.run(['topic', 'create', 'kept']);
    await (await container('kafka')).kill();
    await expect.poll(kafka).toMatchObject({ state: 'failed', reason: 'it was killed (exit code 137)' });
    const up = await home.run(['up', 'kafka']);
    expect(up.exitCode, up.stderr).toBe(0);
    expect((await home.run(['topic', 'list'])).stdout).toContain('kept');
  });

  test('after the kernel killed a container for its memory', async () => {
    const broker = await container('kafka');
    const room = ((await kafka())?.memoryBytes ?? 0) + 30 * 1024 ** 2;
    await broker.update({ Memory: room, MemorySwap: room });
    // Less than the broker has, so that the kernel chooses the broker.
    const exec = await broker.exec({ Cmd: ['sh', '-c', 'head -c 60m /dev/zero | tail'], User: '0' });
    await exec.start({ Detach: true });
    await expect.poll(kafka).toMatchObject({ state: 'failed', reason: 'it was killed: out of memory' });
    const up = await home.run(['up', 'kafka']);
    expect(up.exitCode, up.stderr).toBe(0);
  });

  test('after a container was removed, and another one never started', async () => {
    await (await container('kafka')).remove({ force: true, v: true });
    await home.run(['down', 'zookeeper']);
    const leftover = await home.client.createContainer({
      name: `${(await home.leftovers()).find((one) => one.startsWith('network'))?.slice('network '.length) ?? ''}-kafka`,
      Image: images['cp-kafka'] ?? '',
      Labels: {
        'streamkit.stack': 'default',
        'streamkit.dir': `${home.dir}/home/stacks/default`,
        'streamkit.service': 'kafka',
        'streamkit.container': 'kafka',
      },
    });
    expect(stateOf(await home.status(), 'kafka')).toBe('down');
    const up = await home.run(['up', 'kafka']);
    expect(up.exitCode, up.stderr).toBe(0);
    await expect(leftover.inspect()).rejects.toThrow('no such container');
  });

  test('data whose other half was deleted is refused', async () => {
    await home.run(['down']);
    for (const one of await home.leftovers()) {
      const [, kind, name = ''] = /^(\w+) (.*)$/.exec(one) ?? [];
      if (kind === 'volume' && name.includes('zookeeper')) await home.client.getVolume(name).remove();
    }
    const { exitCode, stderr } = await home.run(['up', 'kafka']);
    expect(stderr).toContain('The data of zookeeper was deleted');
    expect(exitCode).toBe(3);
    expect(await home.run(['down', '--data', '--yes'])).toMatchObject({ exitCode: 0 });
    expect((await home.run(['up', 'kafka'])).exitCode).toBe(0);
  });

  test.skipIf(folder === undefined)('after the daemon was restarted', async () => {
    await stopDaemon(folder ?? '');
    const gone = await home.run(['status']);
    expect(gone.exitCode).toBe(3);
    expect(gone.stderr).toContain('No Docker daemon is available');
    expect((await home.run(['list'])).stdout).toContain('No Docker daemon is available');
    await startDaemon(folder ?? '');
    expect(stateOf(await home.status(), 'kafka')).toBe('failed');
    const up = await home.run(['up', 'kafka']);
    expect(up.exitCode, up.stderr).toBe(0);
  });
});
