import type { Stack } from '../engines/engine.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { stackOf, type Session } from './session.js';
import { findService } from '../services/catalogue.js';
import type { StackRecord } from './record.js';

/**
 * Where a client on this machine reaches a service of the stack, as `status` shows it.
 * @throws StreamkitError NOT_FOUND when the stack does not exist or does not have the service
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
 * @throws StreamkitError NOT_FOUND when the stack does not exist or does not have the service
 */
export function runningStack(session: Session, name: string): Stack {
  const record = requireStack(session);
  if (record.ports[name]) return stackOf(session, record);
  throw new StreamkitError('NOT_FOUND', `The stack ${session.name} does not include ${name}.`, {
    service: name,
    suggestions: [suggest('Add it', 'up', name)],
  });
}

/** The stack's record. @throws StreamkitError NOT_FOUND when the stack does not exist */
export function requireStack({ record, name }: Session): StackRecord {
  if (record) return record;
  throw new StreamkitError('NOT_FOUND', `Stack ${name} does not exist.`, {
    suggestions: [suggest('Create and start it', 'up'), suggest('List the stacks of this machine', 'list')],
  });
}
