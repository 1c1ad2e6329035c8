import type { Address } from '../services/types.js';
import { call, StormFault } from './call.js';
import { clusterInfo } from './cluster.js';

/** Nimbus is ready when it leads; with `supervisor`, when the supervisor replies as well and Nimbus knows its slots. */
export async function probeStorm(
  { nimbus, supervisor }: { nimbus: Address; supervisor?: Address },
  signal: AbortSignal,
): Promise<void> {
  if (supervisor) await replies(supervisor, signal);
  const { leaders, supervisors } = await clusterInfo(nimbus, signal);
  if (leaders.length === 0) throw new Error('no Nimbus is the leader yet');
  if (supervisor && !supervisors.some(({ slots }) => slots > 0))
    throw new Error('Nimbus does not know the supervisor yet');
}

/** A supervisor has no call without a topology; an exception about one that does not exist is a reply. */
async function replies(supervisor: Address, signal: AbortSignal): Promise<void> {
  try {
    await call(supervisor, 'getLocalAssignmentForStorm', { 1: { type: 'string', value: 'none' } }, signal);
  } catch (error) {
    if (!(error instanceof StormFault)) throw error;
  }
}
