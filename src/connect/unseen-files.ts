import type { Engine, Stack } from '../engines/engine.js';
import { StreamkitError } from '../shared/errors.js';
import type { ServiceDefinition } from '../services/types.js';
import { filesIn, type ConnectorConfig } from './connector-file.js';

/**
 * Refuses connectors that name files which the worker cannot see: a source would wait for its file for ever, and a sink
 * would write into the container.
 * @throws StreamkitError USAGE naming each such file
 */
export function refuseUnseenFiles(
  engine: Engine,
  stack: Stack,
  service: ServiceDefinition,
  connectors: ConnectorConfig[],
): void {
  const unseen = connectors.flatMap(({ name, config }) =>
    filesIn(config)
      .filter((path) => engine.sees?.(stack, service, path) === false)
      .map((path) => `${name}: ${path}`),
  );
  if (unseen.length === 0) return;
  throw new StreamkitError(
    'USAGE',
    'The connectors run in a container, which does not see these files of this machine.',
    {
      service: service.name,
      evidence: unseen,
      suggestions: [
        `Move them below ${stack.exchange}, which it sees under the same path;`,
        `or write exchange: FOLDER into streamkit.yml, then: streamkit up ${service.name} --stack ${stack.name}`,
      ],
    },
  );
}
