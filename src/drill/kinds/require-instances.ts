import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { requireStack } from '../../stack/endpoint.js';
import { stackOf, type Session } from '../../stack/session.js';
import { instancesOf } from '../../services/instances.js';
import type { ServiceDefinition } from '../../services/types.js';

/**
 * All instances of a service, which all run.
 * @param atLeast fewer leave nobody who could take over
 * @param wanted the number to suggest
 * @param scale services to scale to that number
 * @throws StreamkitError NOT_FOUND without the stack, USAGE with too few instances, SERVICE_UNREACHABLE when one is down
 */
export async function requireInstances(
  session: Session,
  service: string,
  { atLeast, wanted, scale = [service] }: { atLeast: number; wanted: number; scale?: string[] },
): Promise<ServiceDefinition[]> {
  const stack = stackOf(session, requireStack(session));
  const all = instancesOf(session.services, service);
  if (all.length < atLeast) {
    const has = all.length === 1 ? 'one instance' : `${all.length} instances`;
    throw new StreamkitError(
      'USAGE',
      `The stack ${session.name} has ${has} of ${service}: a drill needs ${atLeast} or more, so that others can take over.`,
      {
        service,
        suggestions: [
          suggest(
            service === 'zookeeper'
              ? 'An ensemble is fixed: create another stack with three'
              : `Run ${wanted} of them`,
            'up',
            service === 'zookeeper' ? 'kafka' : service,
            ...scale.flatMap((name) => ['--scale', `${name}=${wanted}`]),
            ...(service === 'zookeeper' ? ['--stack', 'NAME', '--ports', 'auto'] : []),
          ),
        ],
      },
    );
  }
  const observed = await session.engine.observe(stack, all);
  const missing = observed.find(({ state, suspended }) => state !== 'running' || suspended === true);
  if (missing) {
    const how = missing.suspended === true ? 'is paused' : 'is not running';
    throw new StreamkitError(
      'SERVICE_UNREACHABLE',
      `${missing.service} ${how}: a drill starts with all instances of ${service}.`,
      { service, suggestions: [suggest('Start all of them', 'up', service)] },
    );
  }
  return all;
}
