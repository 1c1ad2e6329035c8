import type Docker from 'dockerode';
import type { Candidate } from './daemon.js';
import { readCertificates } from './ping.js';

/** A client of the daemon there. Nothing is asked yet; the daemon's own API version is used. */
export async function connect({ host, certificates }: Candidate): Promise<Docker> {
  const { default: Client } = await import('dockerode');
  const { protocol, hostname, port, pathname, username } = new URL(host);
  if (protocol === 'unix:' || protocol === 'npipe:') return new Client({ socketPath: pathname });
  if (protocol === 'ssh:') {
    return new Client({ protocol: 'ssh', host: hostname, port: port === '' ? 22 : port, username });
  }
  if (certificates === undefined) return new Client({ protocol: 'http', host: hostname, port });
  return new Client({ protocol: 'https', host: hostname, port, ...(await readCertificates(certificates)) });
}
