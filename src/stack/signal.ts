import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { requireStack } from './endpoint.js';
import { servicesOf, stackOf, type Session } from './session.js';

/** The typed result of `kill --json`, `pause --json` and `unpause --json`. */
export interface SignaledServices {
  stack: string;
  /** Those that were running and got the signal. */
  services: string[];
}

/**
 * Sends a signal to the named services that run. Takes no lock: a service may be killed while another command starts it.
 * @param names of services or instances, at least one
 * @throws StreamkitError NOT_FOUND without the stack, SERVICE_UNREACHABLE when none of them runs
 */
export async function signalServices(
  session: Session,
  names: string[],
  signal: NodeJS.Signals,
): Promise<SignaledServices> {
  const services = servicesOf(session, names);
  const stack = stackOf(session, requireStack(session));
  const observed = await session.engine.observe(stack, services);
  const running = services.filter(({ name }) =>
    observed.some((seen) => seen.service === name && (seen.state === 'running' || seen.restarting)),
  );
  if (running.length === 0) {
    throw new StreamkitError('SERVICE_UNREACHABLE', `${names.join(', ')}: not running.`, {
      suggestions: [suggest('Start it', 'up', ...names)],
    });
  }
  for (const service of running) await session.engine.signal(stack, service, signal);
  return { stack: session.name, services: running.map(({ name }) => name) };
}

/** Signals by the name that users type: KILL, SIGKILL, term. @throws StreamkitError USAGE for anything else */
export function parseSignal(text: string, known: Record<string, number>): NodeJS.Signals {
  const upper = text.toUpperCase();
  const name = upper.startsWith('SIG') ? upper : `SIG${upper}`;
  if (name in known) return name as NodeJS.Signals;
  throw new StreamkitError('USAGE', `--signal ${text} is not a signal.`, {
    suggestions: ['Use for example KILL, TERM, INT, HUP, STOP or CONT.'],
  });
}
