import type { Stack } from '../engines/engine.js';
import { StreamkitError } from '../shared/errors.js';
import { stackOf, type Session } from './session.js';
import { findService } from '../services/catalogue.js';

/**
 * Where a client on this machine reaches a service of the stack, as `status` shows it.
 * @throws StreamkitError SERVICE_UNREACHABLE when the stack was never brought up
 */
export function endpointOf(session: Session, name: string): string {
  const service = findService(session.services, name);
  return Object.values(service.endpoints(runningStack(session, name).portsOf(name)))[0] ?? '';
}

/** Where the stack's own services, and programs that run beside them, reach a service. @throws as `endpointOf` */
export function insideEndpointOf(session: Session, name: string): string {
  const inside = session.engine.insideEndpoints?.(findService(session.services, name));
  return Object.values(inside ?? {})[0] ?? endpointOf(session, name);
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

/** @throws StreamkitError SERVICE_UNREACHABLE when the stack was never brought up */
export function requireStack({ record, name }: Session): void {
  if (record) return;
  const suffix = name === 'default' ? '' : ` --stack ${name}`;
  throw new StreamkitError(
    'SERVICE_UNREACHABLE',
    `The stack ${name} is not there: it was never brought up.`,
    {
      suggestions: [`streamkit up${suffix}`, 'streamkit list shows the stacks of this machine'],
    },
  );
}
