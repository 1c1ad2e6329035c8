import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type Docker from 'dockerode';
import { wordsOf } from '../../src/engines/docker/daemon/failure.js';
import { NoDaemon } from './daemon.js';

const name = 'streamkit-test-proof';
const limitMs = 15_000;

/** Sends its greeting to whoever connects (perl knows sockets without any module). */
const server = `
  socket(S, 2, 1, 6); bind(S, pack("SnNx8", 2, 8080, 0)) or die; listen(S, 5);
  while (accept(C, S)) { syswrite(C, "${name}"); close(C) }`;

/**
 * A daemon may answer on a machine that does not let it run anything, or from another machine.
 * @throws NoDaemon when a container does not start, or its published port is not reached
 */
export async function proveThatContainersRun(docker: Docker, image: string): Promise<void> {
  try {
    const network = await docker.createNetwork({ Name: name });
    try {
      await proveOn(docker, image);
    } finally {
      await network.remove();
    }
  } catch (error) {
    throw new NoDaemon(`a daemon answers, but runs no container that is reached: ${wordsOf(error)}`);
  }
}

async function proveOn(docker: Docker, image: string): Promise<void> {
  const container = await docker.createContainer({
    Image: image,
    Cmd: ['perl', '-e', server],
    ExposedPorts: { '8080/tcp': {} },
    HostConfig: {
      NetworkMode: name,
      PortBindings: { '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] },
    },
  });
  try {
    await container.start();
    const { NetworkSettings: settings } = await container.inspect();
    await greeted(Number(settings.Ports['8080/tcp']?.[0]?.HostPort));
  } finally {
    await container.remove({ force: true });
  }
}

/** Asks until the container answers: a published port takes connections before. */
async function greeted(port: number): Promise<void> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const answer = await text(connect(port, '127.0.0.1')).catch(String);
    if (answer === name) return;
    if (Date.now() > deadline) throw new Error(`127.0.0.1:${port} does not lead there (${answer})`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
