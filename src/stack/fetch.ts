import type { ServiceDefinition } from '../services/types.js';
import { stackOf, type Session } from './session.js';
import { wantedServices } from '../services/catalogue.js';

/** The typed result of `fetch --json`. */
export interface FetchResult {
  engine: string;
  services: string[];
  /** How many files were downloaded; 0 when all were there. */
  files: number;
  ms: number;
}

/**
 * Downloads what the named services and those that they need run from, so that `up --offline` can start them.
 * @throws StreamkitError DOWNLOAD_FAILED, MAVEN_MISSING, JAVA_MISSING, …
 */
export async function fetchServices(session: Session, names: string[]): Promise<FetchResult> {
  const since = Date.now();
  const services = wantedServices(session.services, names, session.config.services);
  const files = await prepare(session, services, false);
  return {
    engine: session.engine.name,
    services: services.map(({ name }) => name),
    files,
    ms: Date.now() - since,
  };
}

/** Has the engine fetch what is missing, and tells of it. @returns how many files were downloaded */
export async function prepare(
  session: Session,
  services: ServiceDefinition[],
  offline: boolean,
): Promise<number> {
  const since = Date.now();
  let count = 0;
  await session.engine.prepare(stackOf(session, session.record), services, {
    offline,
    signal: session.signal,
    onProgress: (progress) => {
      count = progress.count;
      session.report({ type: 'fetching', ...progress });
    },
  });
  if (count > 0) session.report({ type: 'fetched', count, ms: Date.now() - since });
  return count;
}
