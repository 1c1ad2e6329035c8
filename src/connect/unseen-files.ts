import type { EngineName, Stack } from '../engines/engine.js';
import { seesPath } from '../engines/recipe-facts.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import type { ServiceDefinition } from '../services/types.js';
import { filesIn, type ConnectorConfig } from './connector-file.js';

/**
 * Refuses connectors that name files which the worker cannot see: a source would wait for its file forever, and a sink
 * would write to a file inside the container.
 * @throws StreamkitError USAGE that names each such file
 */
export function refuseUnseenFiles(
  engine: EngineName,
  stack: Stack,
  service: ServiceDefinition,
  connectors: ConnectorConfig[],
): void {
  const unseen = connectors.flatMap(({ name, config }) =>
    filesIn(config)
      .filter((path) => !seesPath(engine, stack, service, path))
      .map((path) => `${name}: ${path}`),
  );
  if (unseen.length === 0) return;
  throw new StreamkitError(
    'USAGE',
    'The connectors run in a container that cannot access these local files.',
    {
      service: service.name,
      evidence: unseen,
      suggestions: [
        `Move the files below ${stack.exchange}, which is mounted into the container at the same path.`,
        suggest('Or set exchange: FOLDER in streamkit.yml and recreate the container', 'up', service.name),
      ],
    },
  );
}
