import { Agent } from 'node:https';
import type Docker from 'dockerode';
import type { Candidate } from './ping.js';
import { defaultPort, placeOf } from './place.js';
import { readTls } from './tls.js';

/** A client of the daemon there. Nothing is asked yet; the daemon's own API version is used. */
export async function connect({ host, tls }: Candidate): Promise<Docker> {
  const { default: Client } = await import('dockerode');
  const open = (options: Docker.DockerOptions) => withoutDockerHost(() => new Client(options));
  const place = placeOf(host);
  if (!place || place.kind === 'ssh')
    throw new Error(`${host} is not the address of a daemon on this machine`);
  if (place.kind === 'socket') return open({ socketPath: place.path });
  // Its client takes addresses apart once more.
  const hostname = place.hostname.includes(':') ? `[${place.hostname}]` : place.hostname;
  const at = { host: hostname, port: place.port ?? defaultPort(tls) };
  if (tls === undefined) return open({ protocol: 'http', ...at });
  // An agent: the client passes on nothing that says whether the daemon is to be verified.
  const agent = new Agent({ ...(await readTls(tls)), keepAlive: true });
  const options = { protocol: 'https', ...at, agent } as const;
  return open(options);
}

/** dockerode lets DOCKER_HOST fill in what it is not told, and fails on certificates of that one which are not there. */
function withoutDockerHost<Made>(make: () => Made): Made {
  const host = process.env['DOCKER_HOST'];
  delete process.env['DOCKER_HOST'];
  try {
    return make();
  } finally {
    if (host !== undefined) process.env['DOCKER_HOST'] = host;
  }
}
