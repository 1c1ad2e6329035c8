import { messageOf, StreamkitError, systemCode, type ErrorDetails } from '../../../shared/errors.js';
import type { Search } from './daemon.js';

/** The HTTP status of a refusal by the daemon, undefined for any other error. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** The daemon's own words, without dockerode's frame around them. */
export function wordsOf(error: unknown): string {
  const { json } = error as { json?: { message?: unknown } };
  return typeof json?.message === 'string' ? json.message : messageOf(error);
}

/** No daemon at any of the places where one may be, or none that can be used. */
export function noDaemon(search: Search): StreamkitError {
  const { attempts } = search;
  const denied = attempts.find(({ failure }) => failure?.startsWith('permission denied'));
  const unusable = unusableOf(search);
  const message = unusable
    ? `The Docker daemon at ${unusable.host} cannot be used: ${unusable.failure}.`
    : denied
      ? `This user may not use the Docker socket ${denied.host}.`
      : 'No Docker daemon answers.';
  const remedy = denied
    ? 'Linux: sudo usermod -aG docker $USER, then log in again; or rootless Docker'
    : 'Start Docker (Linux: sudo systemctl start docker; else Docker Desktop, Colima or Podman)';
  return new StreamkitError('DOCKER_UNAVAILABLE', message, {
    evidence: attempts.map(({ source, host, failure }) => `${source} ${host}: ${failure ?? 'answers'}`),
    suggestions: [
      unusable?.remedy ?? remedy,
      'streamkit up --engine local runs the same services as plain processes (a stack keeps its engine: use another --stack)',
      'streamkit doctor tells more',
    ],
  });
}

/** The first place where there is a daemon, but one that wants to be spoken to in another way. */
export function unusableOf({
  attempts,
}: Search): { host: string; failure: string; remedy: string } | undefined {
  for (const { host, failure = '', remedy } of attempts)
    if (remedy !== undefined) return { host, failure, remedy };
  return undefined;
}

/** What the daemon refused, in words; any error that is not the daemon's as it is. */
export function dockerFailure(error: unknown, doing: string, details: ErrorDetails = {}): unknown {
  if (error instanceof StreamkitError) return error;
  if (['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(systemCode(error) ?? '')) {
    return new StreamkitError('DOCKER_UNAVAILABLE', `The Docker daemon went away while ${doing}.`, {
      ...details,
      suggestions: ['Start it again, then: streamkit up', 'streamkit doctor tells what was tried'],
      cause: error,
    });
  }
  if (statusOf(error) === undefined) return error;
  const words = wordsOf(error);
  if (/no space left on device|disk quota exceeded/i.test(words)) {
    return new StreamkitError('DISK_FULL', `Docker's disk is full: ${doing} failed.`, {
      ...details,
      evidence: [words],
      suggestions: ['docker system df shows what takes the space; docker system prune frees some'],
      cause: error,
    });
  }
  return new StreamkitError('DOCKER_REFUSED', `Docker refused: ${doing} failed.`, {
    suggestions: ['streamkit doctor looks for causes'],
    ...details,
    evidence: [words],
    cause: error,
  });
}
