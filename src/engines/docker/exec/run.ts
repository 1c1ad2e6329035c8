import { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { linesOf } from './logs.js';

/** Runs a command as root in a running container, to its end. */
export async function runIn(
  docker: Docker,
  containerId: string,
  command: string[],
): Promise<{ code: number; lines: string[] }> {
  const exec = await docker
    .getContainer(containerId)
    .exec({ Cmd: command, AttachStdout: true, AttachStderr: true, User: '0' });
  const output = await exec.start({ hijack: false, stdin: false });
  const lines: string[] = [];
  for await (const list of linesOf(Readable.from(output))) lines.push(...list);
  const { ExitCode: code } = await exec.inspect();
  return { code: code ?? -1, lines };
}
