import { isWithin } from '../shared/files.js';
import { instanceOf } from '../services/instances.js';
import type { EngineName, ServiceDefinition } from '../services/types.js';
import { seenFolders } from './docker/containers/container-options.js';
import type { Stack } from './engine.js';

/** Services that must be ready before this one is started. */
export function startsAfter(engine: EngineName, service: ServiceDefinition): string[] {
  const { local, docker, needs, scalable } = service;
  const { of, number } = instanceOf(service);
  const first = scalable?.firstAlone && number > 1 ? [of] : [];
  return [...first, ...(engine === 'local' ? (local?.after ?? []) : (docker.after ?? needs))];
}

/** Why a death at start with these last log lines passes by itself; undefined for any other death. */
export function passingFailure(
  engine: EngineName,
  { local, docker }: ServiceDefinition,
  lastLines: string[],
): string | undefined {
  const failure = (engine === 'local' ? local : docker)?.transientFailure;
  return failure && lastLines.some((line) => failure.log.test(line)) ? failure.why : undefined;
}

/** Where the stack's services, and programs of `runJava`, reach a service, where that is another place than for users. */
export function insideEndpoints(
  engine: EngineName,
  { docker }: ServiceDefinition,
): Record<string, string> | undefined {
  return engine === 'docker' ? docker.inside : undefined;
}

/** Whether a running service sees a file or folder of this machine under the same path. */
export function seesPath(
  engine: EngineName,
  stack: Stack,
  service: ServiceDefinition,
  path: string,
): boolean {
  return engine === 'local' || seenFolders(stack, service).some((folder) => isWithin(folder, path));
}
