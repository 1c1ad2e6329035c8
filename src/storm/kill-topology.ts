import { setTimeout as delay } from 'node:timers/promises';
import type { Session } from '../stack/session.js';
import { findTopology, nimbusOf, whileStormResponds, type Nimbus } from './nimbus.js';
import { workersOf } from './workers.js';

const pollMs = 200;
/** The supervisor ends a worker about 3 s after its topology is gone; a worker that it cannot end is killed then. */
const workersGraceMs = 30_000;
/** A topology without a worker after this time has no free slot, or its worker cannot be launched. */
const launchSeconds = 15;

/**
 * Kills a topology and waits until it and its workers are gone: a worker that still runs may write, hold its slot and
 * recreate its topics.
 * @param waitSeconds as `endTopology` has it
 * @throws StreamkitError NOT_FOUND
 */
export async function killTopology(
  session: Session,
  name: string,
  waitSeconds: number | undefined,
): Promise<{ name: string; id: string }> {
  return whileStormResponds(session, async (responsive) => {
    const { id, ended } = await endTopology(responsive, name, waitSeconds);
    await ended();
    return { name, id };
  });
}

/**
 * Kills a topology. Returns when Storm no longer lists it; `ended` waits until its workers are gone, up to 5 s later.
 * @param waitSeconds its spouts stop at once, its workers end after this time (default: the topology's message timeout)
 * @throws StreamkitError NOT_FOUND
 */
export async function endTopology(
  session: Session,
  name: string,
  waitSeconds: number | undefined,
): Promise<{ id: string; ended: () => Promise<void> }> {
  const nimbus = nimbusOf(session);
  const { id } = await findTopology(nimbus, name);
  await launched(session, nimbus, name);
  await nimbus.call('killTopologyWithOpts', {
    1: { type: 'string', value: name },
    2: { type: 'struct', value: waitSeconds === undefined ? {} : { 1: { type: 'i32', value: waitSeconds } } },
  });
  const isListed = async () => (await nimbus.cluster()).topologies.some((topology) => topology.id === id);
  while (await isListed()) await pause(session);
  return { id, ended: async () => workersGone(session, id) };
}

async function workersGone(session: Session, id: string): Promise<void> {
  const workers = workersOf(session, id);
  const deadline = Date.now() + workersGraceMs;
  while ((await workers.count()) > 0) {
    if (Date.now() > deadline) await workers.kill();
    await pause(session);
  }
}

async function pause({ signal }: Session): Promise<void> {
  await delay(pollMs, undefined, { signal });
}

/**
 * Waits until the workers of a topology that was just submitted are launched. The supervisor reads the topology's files
 * for that; if they are deleted meanwhile, Storm 2.8 ends the whole supervisor (NoSuchFileException: stormcode.ser).
 */
async function launched(session: Session, nimbus: Nimbus, name: string): Promise<void> {
  const { supervisors } = await nimbus.cluster();
  if (supervisors.length === 0) return;
  for (;;) {
    const { id, uptimeSeconds } = await findTopology(nimbus, name);
    if (uptimeSeconds >= launchSeconds || (await workersOf(session, id).count()) > 0) return;
    await pause(session);
  }
}
