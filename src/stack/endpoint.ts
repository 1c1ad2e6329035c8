import type { Stack } from '../engines/engine.js';
import { insideEndpoints } from '../engines/recipe-facts.js';
import { StreamkitError } from '../shared/errors.js';
import { grantAccess } from '../shared/access.js';
import { suggest } from '../shared/suggestion.js';
import { stackOf, type Session } from './session.js';
import { adminAccess } from '../services/settings/kafka-security.js';
import { findService } from '../services/catalogue.js';
import { instanceOf, instancesOf } from '../services/instances.js';
import type { ServiceDefinition } from '../services/types.js';
import type { StackRecord } from './record/record.js';

/**
 * Where a client on this machine reaches a service of the stack, as `status` shows it: a comma-separated list for all
 * instances of a service whose clients accept one, such as Kafka.
 * @throws StreamkitError NOT_FOUND when the stack does not exist or does not have the service
 */
export function endpointOf(session: Session, name: string): string {
  return session.context?.endpoint(name) ?? endpointsOf(session, name).join(',');
}

/**
 * The addresses of all instances of a service, or of the one that is named by its number (`kafka-2`); the first one alone
 * where clients accept no list. @throws as `endpointOf`
 */
export function endpointsOf(session: Session, name: string): string[] {
  const stack = runningStack(session, name);
  const addresses = addressed(session, name).map(
    (service) => Object.values(service.endpoints(stack.portsOf(service.name)))[0] ?? '',
  );
  const { security } = stack;
  if (security) {
    for (const address of [...addresses, addresses.join(',')])
      grantAccess(address, async () => adminAccess(security));
  }
  return addresses;
}

function addressed({ services }: Session, name: string): ServiceDefinition[] {
  const all = instancesOf(services, name);
  const service = findService(services, name);
  return service.scalable?.listed === true && name === instanceOf(service).of ? all : [service];
}

/** Where the stack's own services, and programs that run beside them, reach a service. @throws as `endpointOf` */
export function insideEndpointOf(session: Session, name: string): string {
  const inside = addressed(session, name).flatMap((service) =>
    Object.values(insideEndpoints(session.engine.name, service) ?? {}).slice(0, 1),
  );
  return inside.length > 0 ? inside.join(',') : endpointOf(session, name);
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
export function requireStack({ record, name, context }: Session): StackRecord {
  if (record) return record;
  if (context) {
    throw new StreamkitError(
      'USAGE',
      `This needs a stack of this machine; ${context.name} is a remote context.`,
      {
        suggestions: ['Add --context local or --stack NAME to use a local stack.'],
      },
    );
  }
  throw new StreamkitError('NOT_FOUND', `Stack ${name} does not exist.`, {
    suggestions: [suggest('Create and start it', 'up'), suggest('List the stacks of this machine', 'list')],
  });
}
