import { suggest } from '../../../shared/suggestion.js';
import type Docker from 'dockerode';
import type { ServiceDefinition } from '../../../services/types.js';
import type { Finding, Stack } from '../../engine.js';
import { runBeside } from './job.js';

/** Speaks to a service from another container of the network, by the address that is told to users. */
export async function proveInside(
  docker: Docker,
  stack: Stack,
  service: ServiceDefinition,
  signal: AbortSignal,
): Promise<Finding> {
  const subject = `${service.name} from a container`;
  const address = Object.values(service.docker.inside)[0] ?? '';
  const lines: string[] = [];
  const { code } = await runBeside(docker, stack, service, {
    purpose: 'proof',
    command: service.docker.proof,
    environment: {},
    folders: [],
    workingFolder: '/',
    user: undefined,
    signal,
    onLine: (line) => lines.push(line),
  });
  if (code === 0) return { subject, status: 'ok', message: `${address} answers` };
  return {
    subject,
    status: 'problem',
    message: `${address} does not answer: ${lines
      .filter((line) => !/^\s+at /.test(line))
      .slice(-2)
      .join(' ')}`,
    fixes: [suggest('Restart it', 'restart', service.name)],
  };
}
