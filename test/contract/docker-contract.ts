import { connect } from '../../src/engines/docker/daemon/connect.js';
import { findDaemon } from '../../src/engines/docker/daemon/daemon.js';
import { DockerEngine } from '../../src/engines/docker/engine.js';
import { seenContainers } from '../../src/engines/docker/containers/observe.js';
import type { Stack } from '../../src/engines/engine.js';
import type { DockerForTests } from '../docker/setup.js';
import { engineContract } from './engine-contract.js';

/** The contract of engines, on a real daemon. */
export function dockerContract({ host, images }: DockerForTests, restarts = true): void {
  const container = async (stack: Stack) => {
    const client = await connect({ source: 'tests', host });
    const [first] = await seenContainers(client, stack);
    return client.getContainer(first?.id ?? 'none');
  };
  engineContract({
    name: 'docker',
    restarts,
    open: () => new DockerEngine(async () => findDaemon({ DOCKER_HOST: host })),
    images: { zookeeper: images['zookeeper'] ?? '' },
    async startChild(stack, _service, command) {
      const exec = await (await container(stack)).exec({ Cmd: command });
      await exec.start({ Detach: true });
    },
    async crash(stack) {
      await (await container(stack)).kill();
    },
    // A JVM that is asked to end has exit code 143. The daemon itself was asked nothing.
    async fail(stack) {
      const exec = await (await container(stack)).exec({ Cmd: ['sh', '-c', 'kill -TERM 1'] });
      await exec.start({ Detach: true });
    },
  });
}
