import { accessTo } from '../shared/access.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { endpointOf, requireStack } from '../stack/endpoint.js';
import { requireRelays } from '../stack/network.js';
import type { Session } from '../stack/session.js';
import { drillBroker, drillController } from './kinds/brokers.js';
import { drillConnect } from './kinds/connect.js';
import { drillFlink } from './kinds/flink.js';
import type { DrillOptions } from './types.js';
import type { DrillName, DrillResult } from './result.js';
import { drillStorm } from './kinds/storm.js';
import { drillZookeeper } from './kinds/zookeeper.js';

type Drill = (session: Session, options: DrillOptions) => Promise<DrillResult>;

const byName: Record<DrillName, Drill> = {
  broker: drillBroker,
  controller: drillController,
  zookeeper: drillZookeeper,
  connect: drillConnect,
  storm: drillStorm,
  flink: drillFlink,
};

/**
 * Runs a known load while a fault happens, and judges what became of its records. The stack is healed afterwards, also
 * after a failure or an interrupt.
 * @throws StreamkitError USAGE or SERVICE_UNREACHABLE when the stack does not have what the drill needs
 */
export async function drill(session: Session, name: DrillName, options: DrillOptions): Promise<DrillResult> {
  if (session.record && (await accessTo(endpointOf(session, 'kafka'))))
    throw new StreamkitError(
      'USAGE',
      `The stack ${session.name} is secured: a drill needs one without passwords.`,
    );
  requireMeans(session, name, options);
  return byName[name](session, options);
}

const ofJobs = new Set<DrillName>(['storm', 'flink']);
const faultsOfJobs = new Set<DrillOptions['fault']>(['kill', 'pause', 'restart']);

/** @throws StreamkitError USAGE for a fault that cannot be made here, NOT_FOUND without the stack */
function requireMeans(session: Session, name: DrillName, { fault, guarantee }: DrillOptions): void {
  requireStack(session);
  if (guarantee !== undefined && name !== 'flink')
    throw new StreamkitError('USAGE', `--guarantee is for drill flink, not for drill ${name}.`);
  if (ofJobs.has(name) && !faultsOfJobs.has(fault))
    throw new StreamkitError('USAGE', `--fault ${fault} is not possible in drill ${name}.`, {
      suggestions: [suggest('Kill the process instead', 'drill', name, '--fault', 'kill')],
    });
  if (fault === 'cut') requireRelays(session);
  if (fault === 'disk-full' && !session.engine.refuseWrites)
    throw new StreamkitError('USAGE', '--fault disk-full needs the local engine on Linux.', {
      suggestions: [suggest('Kill the process instead', 'drill', 'broker', '--fault', 'kill')],
    });
}
