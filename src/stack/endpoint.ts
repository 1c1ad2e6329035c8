import { StreamkitError } from '../errors.js';
import { stackOf, type Session } from '../session.js';
import { findService } from '../services/catalogue.js';

/**
 * Where a client on this machine reaches a service of the stack, as `status` shows it.
 * @throws StreamkitError SERVICE_UNREACHABLE when the stack was never brought up
 */
export function endpointOf({ record, services, ...session }: Session, name: string): string {
  const service = findService(services, name);
  if (!record) {
    const suffix = session.name === 'default' ? '' : ` --stack ${session.name}`;
    throw new StreamkitError('SERVICE_UNREACHABLE', `The stack ${session.name} is not running.`, {
      service: name,
      suggestions: [`streamkit up ${name}${suffix}`, 'streamkit list shows the stacks of this machine'],
    });
  }
  const stack = stackOf({ record, services, ...session }, record);
  return Object.values(service.endpoints(stack.portsOf(name)))[0] ?? '';
}
