import { createHash } from 'node:crypto';
import { asLocal } from '../../services/catalogue.js';
import type { ServiceDefinition } from '../../services/types.js';
import type { Stack } from '../engine.js';
import { hostContext } from '../host-context.js';
import { moduleHash } from './library/module-sources.js';

/** Changes whenever the service would be started in another way: other settings, another version, other jars. */
export async function configHash(stack: Stack, service: ServiceDefinition): Promise<string> {
  const { local } = asLocal(service);
  const context = hostContext(stack, service);
  const { heapMb, systemProperties, jvmOptions, classPathVariable } = local.kind === 'java' ? local : {};
  const parts = [
    service.version,
    await moduleHash(local.module),
    heapMb,
    jvmOptions,
    classPathVariable,
    systemProperties?.(context),
    local.kind === 'java' ? local.arguments?.(context) : local.arguments(context, undefined),
    local.environment?.(context),
    local.files?.(context),
    // Where its relay listens.
    ...Object.keys(service.relayed ?? {}).map((name) => context.port(name)),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
