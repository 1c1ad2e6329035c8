import type { Observation } from '../engines/engine.js';
import type { ServiceDefinition } from '../services/types.js';

/** What `up` does with one service, and why. */
export interface Step {
  service: string;
  action: 'keep' | 'start' | 'restart';
  reason: string;
}

/** Desired and observed → steps, in the services' order. Pure. */
export function plan(
  desired: ServiceDefinition[],
  observed: Observation[],
  configHash: (service: ServiceDefinition) => string,
): Step[] {
  return desired.map((service) => {
    const seen = observed.find((observation) => observation.service === service.name);
    return { service: service.name, ...decide(seen, configHash(service)) };
  });
}

function decide(seen: Observation | undefined, configHash: string): Omit<Step, 'service'> {
  if (!seen || seen.state === 'absent') return { action: 'start', reason: 'it is not running' };
  if (seen.state === 'dead') return { action: 'start', reason: seen.why ?? 'it ended without being told to' };
  if (seen.configHash !== configHash) return { action: 'restart', reason: 'its configuration has changed' };
  if (seen.suspended) return { action: 'restart', reason: 'it was suspended' };
  return { action: 'keep', reason: 'it runs' };
}
