import type { Observation } from '../engines/engine.js';
import { StreamkitError } from '../shared/errors.js';
import { interruptible } from '../shared/interruptible.js';
import { suggest } from '../shared/suggestion.js';
import { findService } from '../services/catalogue.js';
import { instanceOf } from '../services/instances.js';
import type { ServiceDefinition } from '../services/types.js';
import { runningStack } from './endpoint.js';
import type { Session } from './session.js';

/** Milliseconds between looks at the services' processes. */
const interval = 1000;

/**
 * Runs a client's work until it ends, the user interrupts it, or one of the services turns out to be suspended.
 * @param work gets the session with a signal for all of these
 * @throws StreamkitError SERVICE_UNREACHABLE for a suspended service
 */
export async function whileResponsive<Result>(
  session: Session,
  names: string[],
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const watch = new AbortController();
  const stop = () => {
    watch.abort(session.signal.reason);
  };
  session.signal.addEventListener('abort', stop, { once: true });
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    const suspended = await firstSuspended(session, names);
    if (suspended !== undefined) watch.abort(doesNotRespond(suspended));
    else if (!watch.signal.aborted) timer = setTimeout(() => void look(), interval);
  };
  timer = setTimeout(() => void look(), interval);
  try {
    return await interruptible(work({ ...session, signal: watch.signal }), watch.signal);
  } finally {
    clearTimeout(timer);
    session.signal.removeEventListener('abort', stop);
    // Ends what the work has left waiting; a look that is under way starts no other.
    watch.abort(new StreamkitError('INTERRUPTED', 'Interrupted.'));
  }
}

async function firstSuspended(session: Session, names: string[]): Promise<string | undefined> {
  const known = names.filter((name) => session.record?.ports[name]);
  const services = known.map((name) => findService(session.services, name));
  return (await observe(session, services)).find(({ suspended }) => suspended)?.service;
}

/**
 * An engine that cannot tell is as one that saw nothing: the work's own error says more.
 * @param services that the stack has
 */
async function observe(session: Session, services: ServiceDefinition[]): Promise<Observation[]> {
  const [first] = services;
  if (first === undefined) return [];
  return session.engine.observe(runningStack(session, first.name), services).catch(() => []);
}

/**
 * Looks before work that changes something, and could end before the first look of `whileResponsive`.
 * @throws StreamkitError SERVICE_UNREACHABLE for a suspended service
 */
export async function requireResponsive(session: Session, names: string[]): Promise<void> {
  const suspended = await firstSuspended(session, names);
  if (suspended !== undefined) throw doesNotRespond(suspended);
}

/** @returns the error of a product all of whose instances are suspended; none while one of them may respond */
export async function suspension(session: Session, product: string): Promise<StreamkitError | undefined> {
  const instances = session.services.filter(
    (service) => instanceOf(service).of === product && session.record?.ports[service.name],
  );
  const observed = await observe(session, instances);
  const isSilent = observed.length > 0 && observed.every(({ suspended }) => suspended);
  return isSilent ? doesNotRespond(product) : undefined;
}

function doesNotRespond(service: string): StreamkitError {
  return new StreamkitError('SERVICE_UNREACHABLE', `${service} does not respond (it is suspended).`, {
    service,
    suggestions: [suggest('Restart it', 'restart', service), suggest('See what runs', 'status')],
  });
}
