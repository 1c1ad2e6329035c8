import type { Address } from '../services/types.js';
import { call, StormFault } from './call.js';
import { clusterInfo } from './cluster.js';

/** Nimbus is ready when it leads; with `supervisor`, when that one answers, too, and Nimbus knows of its slots. */
export async function probeStorm(
  { nimbus, supervisor }: { nimbus: Address; supervisor?: Address },
  signal: AbortSignal,
): Promise<void> {
  if (supervisor) await answers(supervisor, signal);
  const { leaders, supervisors } = await clusterInfo(nimbus, signal);
  if (leaders.length === 0) throw new Error('no Nimbus leads yet');
  if (supervisor && !supervisors.some(({ slots }) => slots > 0))
    throw new Error('Nimbus does not know of the supervisor yet');
}

/** A supervisor has no call that is free of a topology; that it complains about one that is not there is an answer. */
async function answers(supervisor: Address, signal: AbortSignal): Promise<void> {
  try {
    await call(supervisor, 'getLocalAssignmentForStorm', { 1: { type: 'string', value: 'none' } }, signal);
  } catch (error) {
    if (!(error instanceof StormFault)) throw error;
  }
}
