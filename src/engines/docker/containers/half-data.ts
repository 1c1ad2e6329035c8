import type Docker from 'dockerode';
import { StreamkitError } from '../../../shared/errors.js';
import type { ServiceDefinition } from '../../../services/types.js';
import type { Stack } from '../../engine.js';
import { dataSince } from './resources.js';
import { suggest } from '../../../shared/suggestion.js';

/** @throws StreamkitError STACK_DAMAGED if the data of a service is older than the data that it depends on, which was deleted */
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
    `The data of ${base} was deleted; the data of ${name} cannot be used without it.`,
    {
      service: name,
      suggestions: [
        suggest('Delete both; the next up recreates them', 'down', '--data', '--stack', stack.name),
      ],
    },
  );
}
