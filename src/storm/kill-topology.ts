import { setTimeout as delay } from 'node:timers/promises';
import type { Session } from '../session.js';
import { findTopology, nimbusOf } from './nimbus.js';

const pollMs = 200;

/**
 * Kills a topology and waits until it is gone. Its spouts fall silent at once; its workers end after `waitSeconds`, or
 * the topology's message timeout.
 * @throws StreamkitError NOT_FOUND
 */
export async function killTopology(
  session: Session,
  name: string,
  waitSeconds: number | undefined,
): Promise<{ name: string; id: string }> {
  const nimbus = nimbusOf(session);
  const { id } = await findTopology(nimbus, name);
  await nimbus.call('killTopologyWithOpts', {
    1: { type: 'string', value: name },
    2: { type: 'struct', value: waitSeconds === undefined ? {} : { 1: { type: 'i32', value: waitSeconds } } },
  });
  const isThere = async () => (await nimbus.cluster()).topologies.some((topology) => topology.id === id);
  while (await isThere()) await delay(pollMs, undefined, { signal: session.signal });
  return { name, id };
}
