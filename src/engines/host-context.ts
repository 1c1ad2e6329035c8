import { join } from 'node:path';
import type { RecipeContext, ServiceDefinition } from '../services/types.js';
import type { Stack } from './engine.js';

/** A service's surroundings as a process of this machine sees them: every address is on 127.0.0.1. */
export function hostContext(stack: Stack, service: ServiceDefinition): RecipeContext {
  return {
    dir: join(stack.dir, service.name),
    port: stack.portsOf(service.name),
    stackId: stack.id,
    secret: stack.secret,
    peer: (name, port = 'client') => ({ host: '127.0.0.1', port: stack.portsOf(name)(port) }),
  };
}
