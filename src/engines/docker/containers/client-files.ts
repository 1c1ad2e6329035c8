import { join } from 'node:path';
import { writeWhole } from '../../../shared/files.js';
import type { ServiceDefinition } from '../../../services/types.js';
import type { Stack } from '../../engine.js';
import { containerContext } from './container-options.js';

/** Writes what clients on this machine need to know of a service, where they find it on every engine. */
export async function writeClientFiles(stack: Stack, service: ServiceDefinition): Promise<void> {
  const files = service.docker.clientFiles?.(containerContext(stack, service)) ?? {};
  for (const [path, text] of Object.entries(files))
    await writeWhole(join(stack.dir, service.name, path), text, 0o600);
}
