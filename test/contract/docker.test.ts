import { describe } from 'vitest';
import { connect } from '../../src/engines/docker/connect.js';
import { findDaemon } from '../../src/engines/docker/daemon.js';
import { DockerEngine } from '../../src/engines/docker/engine.js';
import { seenContainers } from '../../src/engines/docker/observe.js';
import type { Stack } from '../../src/engines/engine.js';
import { docker, hasDocker } from '../docker/docker-home.js';
import { engineContract } from './engine-contract.js';

const container = async (stack: Stack) => {
  const client = await connect({ source: 'tests', host: docker.host });
  const [first] = await seenContainers(client, stack);
  return client.getContainer(first?.id ?? 'none');
};

describe.skipIf(!hasDocker)('on a real daemon', () => {
  engineContract({
    name: 'docker',
    open: () => new DockerEngine(async () => findDaemon({ DOCKER_HOST: docker.host })),
    images: { zookeeper: docker.images['zookeeper'] ?? '' },
    async startChild(stack, _service, command) {
      const exec = await (await container(stack)).exec({ Cmd: command });
      await exec.start({ Detach: true });
    },
    async crash(stack) {
      await (await container(stack)).kill();
    },
  });
});
