import { setTimeout as delay } from 'node:timers/promises';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import type { Session } from '../stack/session.js';
import type { TopologySummary } from './cluster.js';
import { findTopology, nimbusOf, whileStormResponds, type Nimbus } from './nimbus.js';
import type { Arguments } from './thrift.js';

const pollMs = 200;

/**
 * Starts or stops the spouts of a topology, and waits until Nimbus reports it. Tuples in flight are still processed.
 * @throws StreamkitError NOT_FOUND
 */
export async function setActive(session: Session, name: string, active: boolean): Promise<TopologySummary> {
  const nimbus = nimbusOf(session);
  await findTopology(nimbus, name);
  await nimbus.call(active ? 'activate' : 'deactivate', { 1: { type: 'string', value: name } });
  const wanted = active ? 'ACTIVE' : 'INACTIVE';
  return settled(session, nimbus, name, ({ status }) => status === wanted);
}

export interface Rebalance {
  /** Seconds that tuples in flight may take; the topology's message timeout where absent. */
  waitSeconds?: number;
  workers?: number;
  /** Executors (threads) by component. */
  executors?: Record<string, number>;
}

/**
 * Distributes a topology over its workers again, with other numbers of workers and executors where given, and waits until
 * its executors are assigned. Spouts pause meanwhile.
 * @throws StreamkitError NOT_FOUND, NO_FREE_SLOT
 */
export async function rebalanceTopology(
  session: Session,
  name: string,
  rebalance: Rebalance,
): Promise<TopologySummary> {
  return whileStormResponds(session, async (responsive) => distribute(responsive, name, rebalance));
}

async function distribute(session: Session, name: string, rebalance: Rebalance): Promise<TopologySummary> {
  const nimbus = nimbusOf(session);
  const before = await findTopology(nimbus, name);
  await refuseWithoutSlots(nimbus, before, rebalance.workers);
  await nimbus.call('rebalance', {
    1: { type: 'string', value: name },
    2: { type: 'struct', value: options(rebalance) },
  });
  const wanted = rebalance.workers;
  return settled(
    session,
    nimbus,
    name,
    ({ status, workers }) => status !== 'REBALANCING' && workers > 0 && workers === (wanted ?? workers),
  );
}

/** storm.thrift: RebalanceOptions. */
function options({ waitSeconds, workers, executors = {} }: Rebalance): Arguments {
  return {
    ...(waitSeconds !== undefined && { 1: { type: 'i32', value: waitSeconds } as const }),
    ...(workers !== undefined && { 2: { type: 'i32', value: workers } as const }),
    ...(Object.keys(executors).length > 0 && { 3: { type: 'map', value: executors } as const }),
  };
}

async function refuseWithoutSlots(
  nimbus: Nimbus,
  { name, workers: held }: TopologySummary,
  wanted: number | undefined,
): Promise<void> {
  const { supervisors } = await nimbus.cluster();
  const free = supervisors.reduce((sum, { slots, usedSlots }) => sum + slots - usedSlots, 0);
  if (wanted === undefined || wanted - held <= free) return;
  throw new StreamkitError(
    'NO_FREE_SLOT',
    `Topology "${name}" cannot have ${wanted} workers: it has ${held}, and ${free} slots are free.`,
    { suggestions: [suggest('See which topologies hold slots', 'topology', 'list')] },
  );
}

async function settled(
  session: Session,
  nimbus: Nimbus,
  name: string,
  isSettled: (topology: TopologySummary) => boolean,
): Promise<TopologySummary> {
  for (;;) {
    const topology = await findTopology(nimbus, name);
    if (isSettled(topology)) return topology;
    await delay(pollMs, undefined, { signal: session.signal });
  }
}
