import type Docker from 'dockerode';
import { StreamkitError } from '../../../shared/errors.js';
import type { ServiceDefinition } from '../../../services/types.js';
import type { Stack } from '../../engine.js';
import { dataSince } from './resources.js';

/** @throws StreamkitError STACK_DAMAGED when a service's data is older than the data that it builds on: that was deleted */
export async function refuseHalfData(
  docker: Docker,
  stack: Stack,
  { name, docker: { dataBuildsOn: base } }: ServiceDefinition,
): Promise<void> {
  if (base === undefined) return;
  const since = await dataSince(docker, stack);
  const [own, below] = [since.get(name), since.get(base)];
  if (own === undefined || below === undefined || own >= below) return;
  throw new StreamkitError(
    'STACK_DAMAGED',
    `The data of ${base} has been deleted, and that of ${name} is worthless without it.`,
    {
      service: name,
      suggestions: [`streamkit down --data --stack ${stack.name} deletes both; the next up makes them anew`],
    },
  );
}
