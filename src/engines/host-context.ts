import { join } from 'node:path';
import { instanceOf } from '../services/instances.js';
import type { RecipeContext, ServiceDefinition } from '../services/types.js';
import type { Stack } from './engine.js';

/** A service's surroundings as a process of this machine sees them: every address is on 127.0.0.1. */
export function hostContext(stack: Stack, service: ServiceDefinition): RecipeContext {
  const instance = instanceOf(service);
  const peer = (name: string, port = 'client') => ({ host: '127.0.0.1', port: stack.portsOf(name)(port) });
  const port = stack.portsOf(service.name);
  const { relayed } = service;
  return {
    dir: join(stack.dir, service.name),
    firstDir: join(stack.dir, instance.of),
    instance,
    port,
    listenPort: relayed ? (name) => port(relayed[name]?.name ?? name) : port,
    stackId: stack.id,
    secret: stack.secret,
    ...(stack.security && { security: stack.security }),
    peer,
    peers: (name, port) => stack.instancesOf(name).map((one) => peer(one, port)),
  };
}
