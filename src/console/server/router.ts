import { StreamkitError } from '../../shared/errors.js';
import type { Session } from '../../stack/session.js';
import type { Jobs } from './jobs.js';
import type { Watch } from '../watch/watch.js';

export interface Call {
  /** The stack as it is now, with a signal that aborts when the client goes away. */
  session: Session;
  /** Parts of the path, by the names that the pattern gives them; decoded. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** The request's JSON; undefined for a request without a body. */
  body: unknown;
  jobs: Jobs;
  watch: Watch;
  readOnly: boolean;
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface Route {
  method: Method;
  /** Below /api/v1/, with `:name` for one part and `*name` for all that follows. */
  path: string;
  /** A POST that only reads, such as a compatibility check; every other method but GET changes something. */
  reads?: true;
  /** Returns what is sent as JSON. */
  run: (call: Call) => Promise<unknown>;
}

export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** Whether a route is refused in read-only mode. */
export function changes({ method, reads }: Route): boolean {
  return method !== 'GET' && reads !== true;
}

/** The route of a request. Pure. @param path below /api/v1/, still encoded @returns undefined for none */
export function findRoute(routes: Route[], method: string, path: string): Match | undefined {
  for (const route of routes) {
    if (route.method !== method) continue;
    const params = matchPath(route.path, path);
    if (params) return { route, params };
  }
  return undefined;
}

/** @returns the parts by name, or undefined where the path does not fit @throws StreamkitError USAGE for a wrong escape */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    if (part.startsWith('*')) {
      params[part.slice(1)] = given.slice(index).map(decoded).join('/');
      return params;
    }
    const value = given[index];
    if (value === undefined) return undefined;
    if (part.startsWith(':')) {
      if (value === '') return undefined;
      params[part.slice(1)] = decoded(value);
    } else if (part !== value) return undefined;
  }
  return wanted.length === given.length ? params : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new StreamkitError('USAGE', 'The address holds a wrong percent escape.');
  }
}
