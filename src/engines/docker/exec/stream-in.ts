import { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { linesOf } from './logs.js';

/** The lines that a command in a running container prints, as they come, in lists; ends quietly when the signal says so. */
export async function* streamIn(
  docker: Docker,
  containerId: string,
  command: string[],
  signal?: AbortSignal,
): AsyncGenerator<string[]> {
  const exec = await docker
    .getContainer(containerId)
    .exec({ Cmd: command, AttachStdout: true, AttachStderr: true, User: '0' });
  const output = await exec.start({ hijack: false, stdin: false });
  const stop = () => output.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    yield* linesOf(Readable.from(output));
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    output.destroy();
  }
}
