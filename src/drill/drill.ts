import { accessTo } from '../shared/access.js';
import { StreamkitError } from '../shared/errors.js';
import { endpointOf, requireStack } from '../stack/endpoint.js';
import { requireRelays } from '../stack/network.js';
import type { Session } from '../stack/session.js';
import { drillBroker, drillController } from './brokers.js';
import { drillConnect } from './connect.js';
import type { DrillOptions } from './kafka-drill.js';
import type { DrillName, DrillResult } from './result.js';
import { drillZookeeper } from './zookeeper.js';

type Drill = (session: Session, options: DrillOptions) => Promise<DrillResult>;

const byName: Record<DrillName, Drill> = {
  broker: drillBroker,
  controller: drillController,
  zookeeper: drillZookeeper,
  connect: drillConnect,
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
  if (options.fault === 'cut') {
    requireStack(session);
    requireRelays(session);
  }
  return byName[name](session, options);
}
