import type { Observation } from '../engines/engine.js';
import type { ServiceDefinition } from '../services/types.js';

/** What `up` does with one service, and why. */
export interface PlannedStep {
  service: string;
  action: 'keep' | 'start' | 'restart';
  reason: string;
}

/** The same for what carries it out. */
export interface Step extends Omit<PlannedStep, 'service'> {
  service: ServiceDefinition;
}

/** Desired and observed → steps, in the services' order. Pure. */
export function plan(desired: ServiceDefinition[], observed: Observation[]): Step[] {
  return desired.map((service) => {
    const seen = observed.find((observation) => observation.service === service.name);
    return { service, ...decide(seen) };
  });
}

function decide(seen: Observation | undefined): Omit<Step, 'service'> {
  if (!seen || seen.state === 'absent') return { action: 'start', reason: 'it is not running' };
  if (seen.state === 'dead') return { action: 'start', reason: seen.why ?? 'it ended without being told to' };
  if (seen.outdated === true) return { action: 'restart', reason: 'its configuration has changed' };
  if (seen.suspended === true) return { action: 'restart', reason: 'it was suspended' };
  return { action: 'keep', reason: 'it runs' };
}
