import type { Stack } from '../engines/engine.js';
import { StreamkitError } from '../errors.js';
import { stackOf, type Session } from '../session.js';
import { findService } from '../services/catalogue.js';

/**
 * Where a client on this machine reaches a service of the stack, as `status` shows it.
 * @throws StreamkitError SERVICE_UNREACHABLE when the stack was never brought up
 */
export function endpointOf(session: Session, name: string): string {
  const service = findService(session.services, name);
  return Object.values(service.endpoints(runningStack(session, name).portsOf(name)))[0] ?? '';
}

/**
 * The stack that has the service.
 * @throws StreamkitError SERVICE_UNREACHABLE when it was never brought up with it
 */
export function runningStack(session: Session, name: string): Stack {
  const { record } = session;
  if (!record?.ports[name]) {
    const suffix = session.name === 'default' ? '' : ` --stack ${session.name}`;
    const missing = record ? 'has no ' + name : 'is not running';
    throw new StreamkitError('SERVICE_UNREACHABLE', `The stack ${session.name} ${missing}.`, {
      service: name,
      suggestions: [`streamkit up ${name}${suffix}`, 'streamkit list shows the stacks of this machine'],
    });
  }
  return stackOf(session, record);
}
