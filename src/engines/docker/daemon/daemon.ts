import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { messageOf, systemCode } from '../../../shared/errors.js';
import { isThere, readIfThere } from '../../../shared/files.js';
import { ping, type Candidate } from './ping.js';
import { Unusable } from './tls.js';

export interface Attempt extends Candidate {
  /** Why it is not the daemon to use; absent for the one that answered. */
  failure?: string;
  /** What to do, where there is a daemon, but it cannot be used like this. */
  fix?: string;
}

export interface Search {
  /** The first candidate that answered. */
  daemon: Candidate | undefined;
  /** All that were tried, in order. */
  attempts: Attempt[];
}

/** Asks every place where a daemon may be, in the order of the docker command, until one answers. */
export async function findDaemon(environment: NodeJS.ProcessEnv): Promise<Search> {
  const attempts: Attempt[] = [];
  for (const candidate of await candidates(environment)) {
    const whyNot = await tried(candidate);
    attempts.push({ ...candidate, ...whyNot });
    if (!whyNot) return { daemon: candidate, attempts };
  }
  return { daemon: undefined, attempts };
}

/**
 * DOCKER_HOST or DOCKER_CONTEXT alone where they are set; else the current context, then the sockets that Docker, rootless
 * Docker, Docker Desktop, Colima, Rancher Desktop and Podman use.
 */
export async function candidates(environment: NodeJS.ProcessEnv): Promise<Candidate[]> {
  const { DOCKER_HOST: host = '', DOCKER_CONTEXT: asked = '', XDG_RUNTIME_DIR: runtime } = environment;
  if (host !== '') return [{ source: 'DOCKER_HOST', host, ...tlsOf(environment) }];
  const folder = configFolder(environment);
  if (asked !== '' && asked !== 'default') return [await ofContext(folder, asked)];
  const current = asked === '' ? await currentContext(folder) : undefined;
  if (process.platform === 'win32') return [{ source: 'usual', host: 'npipe:////./pipe/docker_engine' }];
  return [
    ...(current === undefined ? [] : [await ofContext(folder, current)]),
    { source: 'usual socket', host: 'unix:///var/run/docker.sock' },
    ...(runtime === undefined ? [] : [{ source: 'rootless', host: `unix://${runtime}/docker.sock` }]),
    ...[
      { source: 'Docker Desktop', path: '.docker/run/docker.sock' },
      { source: 'Docker Desktop', path: '.docker/desktop/docker.sock' },
      { source: 'Colima', path: '.colima/default/docker.sock' },
      { source: 'Rancher Desktop', path: '.rd/docker.sock' },
    ].map(({ source, path }) => ({ source, host: `unix://${join(homedir(), path)}` })),
    ...(runtime === undefined ? [] : [{ source: 'Podman', host: `unix://${runtime}/podman/podman.sock` }]),
    { source: 'Podman', host: 'unix:///run/podman/podman.sock' },
  ];
}

function configFolder({ DOCKER_CONFIG: folder = '' }: NodeJS.ProcessEnv): string {
  return folder === '' ? join(homedir(), '.docker') : folder;
}

/** As the docker command takes it: without DOCKER_TLS_VERIFY, the daemon's certificate may be anyone's. */
function tlsOf(environment: NodeJS.ProcessEnv): Pick<Candidate, 'tls'> {
  const { DOCKER_TLS: on = '', DOCKER_TLS_VERIFY: verify = '', DOCKER_CERT_PATH: path = '' } = environment;
  if (on === '' && verify === '') return {};
  return { tls: { folder: path === '' ? configFolder(environment) : path, verify: verify !== '' } };
}

async function currentContext(folder: string): Promise<string | undefined> {
  const text = await readIfThere(join(folder, 'config.json'));
  if (text === undefined) return undefined;
  const name = (parsed(text) as { currentContext?: unknown } | undefined)?.currentContext;
  return typeof name === 'string' && name !== 'default' && name !== '' ? name : undefined;
}

/** The docker command keeps contexts in folders named by the SHA-256 of their names (docker/cli, cli/context/store). */
async function ofContext(folder: string, name: string): Promise<Candidate> {
  const id = createHash('sha256').update(name).digest('hex');
  const text = await readIfThere(join(folder, 'contexts/meta', id, 'meta.json'));
  const { Host: host = '', SkipTLSVerify: unverified = false } = endpointIn(parsed(text ?? '')) ?? {};
  const certificates = join(folder, 'contexts/tls', id, 'docker');
  const hasTls = unverified || (await isThere(certificates));
  return {
    source: `context ${name}`,
    host,
    ...(hasTls ? { tls: { folder: certificates, verify: !unverified } } : {}),
  };
}

interface Endpoint {
  Host?: string;
  SkipTLSVerify?: boolean;
}

function endpointIn(meta: unknown): Endpoint | undefined {
  return (meta as { Endpoints?: { docker?: Endpoint } } | undefined)?.Endpoints?.docker;
}

/** @returns undefined if the file, which belongs to another program, is not JSON */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @returns undefined when a daemon answers */
async function tried(candidate: Candidate): Promise<Pick<Attempt, 'failure' | 'fix'> | undefined> {
  if (candidate.host === '') return { failure: 'this context has no Docker endpoint' };
  try {
    await ping(candidate);
    return undefined;
  } catch (error) {
    if (error instanceof Unusable) return { failure: error.message, fix: error.fix };
    return { failure: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  switch (systemCode(error)) {
    case 'ENOENT':
      return 'no such socket';
    case 'ECONNREFUSED':
      return 'nothing listens there';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'no address is known for this name';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied on the socket';
    default:
      return messageOf(error);
  }
}
