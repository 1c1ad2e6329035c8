import { messageOf, StreamkitError, systemCode, type ErrorDetails } from '../../../shared/errors.js';
import type { Search } from './daemon.js';
import { suggest } from '../../../shared/suggestion.js';

/** The HTTP status of a refusal by the daemon, undefined for any other error. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** The message of the daemon, without dockerode's prefix. */
export function wordsOf(error: unknown): string {
  const { json } = error as { json?: { message?: unknown } };
  return typeof json?.message === 'string' ? json.message : messageOf(error);
}

/** The error if no daemon was found, or none that can be used. */
export function noDaemon(search: Search): StreamkitError {
  const { attempts } = search;
  const denied = attempts.find(({ failure }) => failure?.startsWith('permission denied'));
  const unusable = unusableOf(search);
  const message = unusable
    ? `The Docker daemon at ${unusable.host} cannot be used: ${unusable.failure}.`
    : denied
      ? `Permission denied: Docker socket ${denied.host}.`
      : 'No Docker daemon is available.';
  const fix = denied
    ? 'Linux: run sudo usermod -aG docker $USER and log in again, or use rootless Docker.'
    : 'Start Docker (Linux: sudo systemctl start docker; otherwise Docker Desktop, Colima or Podman).';
  return new StreamkitError('DOCKER_UNAVAILABLE', message, {
    evidence: attempts.map(({ source, host, failure }) => `${source} ${host}: ${failure ?? 'answers'}`),
    suggestions: [
      unusable?.fix ?? fix,
      suggest('Run a new stack as local processes', 'up', '--engine', 'local', '--stack', 'NAME'),
      suggest('See what was tried', 'doctor'),
    ],
  });
}

/** The first address with a daemon that cannot be used as configured. */
export function unusableOf({ attempts }: Search): { host: string; failure: string; fix: string } | undefined {
  for (const { host, failure = '', fix } of attempts) if (fix !== undefined) return { host, failure, fix };
  return undefined;
}

/** Turns an error of the daemon into a StreamkitError; returns any other error unchanged. */
export function dockerFailure(error: unknown, doing: string, details: ErrorDetails = {}): unknown {
  if (error instanceof StreamkitError) return error;
  if (['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(systemCode(error) ?? '')) {
    return new StreamkitError('DOCKER_UNAVAILABLE', `The Docker daemon stopped responding while ${doing}.`, {
      ...details,
      suggestions: [
        suggest('Start the daemon again, then the stack', 'up'),
        suggest('See what was tried', 'doctor'),
      ],
      cause: error,
    });
  }
  if (statusOf(error) === undefined) return error;
  const words = wordsOf(error);
  if (/no space left on device|disk quota exceeded/i.test(words)) {
    return new StreamkitError('DISK_FULL', `Docker's disk is full: ${doing} failed.`, {
      ...details,
      evidence: [words],
      suggestions: ['See what uses the space with docker system df, and free some with docker system prune.'],
      cause: error,
    });
  }
  if (/address pools?\b.*(fully subnetted|exhausted)|non-overlapping IPv4 address pool/i.test(words)) {
    return new StreamkitError(
      'DOCKER_REFUSED',
      `Docker has no addresses left for another network: ${doing} failed.`,
      {
        ...details,
        evidence: [words],
        suggestions: ['Remove the networks that no container uses: docker network prune'],
        cause: error,
      },
    );
  }
  return new StreamkitError('DOCKER_REFUSED', `Docker refused: ${doing} failed.`, {
    suggestions: [suggest('Look for the cause', 'doctor')],
    ...details,
    evidence: [words],
    cause: error,
  });
}
