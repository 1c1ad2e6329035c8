/** Where a daemon listens, as the parts of its address say. */
export type Place =
  | { kind: 'socket'; path: string }
  | { kind: 'tcp'; hostname: string; port: number | undefined }
  | { kind: 'ssh' };

/**
 * Takes an address of a daemon apart, as DOCKER_HOST has it. Pure.
 * @returns undefined for what is none
 */
export function placeOf(host: string): Place | undefined {
  const [, scheme, rest = ''] = /^([a-z]+):\/\/(.*)$/.exec(host) ?? [];
  // By hand: a URL would escape spaces, and take `.` out of the names of pipes.
  if (scheme === 'unix' || scheme === 'npipe') return { kind: 'socket', path: rest };
  if (scheme !== undefined && !['tcp', 'http', 'https', 'ssh'].includes(scheme)) return undefined;
  const url = parsed(`tcp://${scheme === undefined ? host : rest}`);
  if (!url || url.hostname === '') return undefined;
  if (scheme === 'ssh') return { kind: 'ssh' };
  const { hostname, port } = url;
  return {
    kind: 'tcp',
    hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? undefined : Number(port),
  };
}

function parsed(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

/** The usual one of a daemon that speaks TLS, or does not. Pure. */
export function defaultPort(tls: object | undefined): number {
  return tls === undefined ? 2375 : 2376;
}
