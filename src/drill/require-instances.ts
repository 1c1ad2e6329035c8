import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { requireStack } from '../stack/endpoint.js';
import { stackOf, type Session } from '../stack/session.js';
import { instancesOf } from '../services/instances.js';
import type { ServiceDefinition } from '../services/types.js';

/**
 * All instances of a service, which all run.
 * @param atLeast fewer leave nobody who could take over
 * @param wanted the number to suggest
 * @throws StreamkitError NOT_FOUND without the stack, USAGE with too few instances, SERVICE_UNREACHABLE when one is down
 */
export async function requireInstances(
  session: Session,
  service: string,
  { atLeast, wanted, fixed }: { atLeast: number; wanted: number; fixed?: string },
): Promise<ServiceDefinition[]> {
  const stack = stackOf(session, requireStack(session));
  const all = instancesOf(session.services, service);
  if (all.length < atLeast) {
    const has = all.length === 1 ? 'one instance' : `${all.length} instances`;
    const scale = [service === 'zookeeper' ? 'kafka' : service, '--scale', `${service}=${wanted}`];
    throw new StreamkitError(
      'USAGE',
      `The stack ${session.name} has ${has} of ${service}: a drill needs ${atLeast} or more, so that others can take over.`,
      {
        service,
        suggestions: [
          fixed === undefined
            ? suggest(`Run ${wanted} of them`, 'up', ...scale)
            : suggest(
                `Create another stack with ${wanted} of them`,
                'up',
                ...scale,
                '--stack',
                fixed,
                '--ports',
                'auto',
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
