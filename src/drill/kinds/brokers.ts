import { instanceOf, instanceName } from '../../services/instances.js';
import type { Address, ServiceDefinition } from '../../services/types.js';
import { didYouMean } from '../../shared/closest.js';
import { StreamkitError } from '../../shared/errors.js';
import { runningStack } from '../../stack/endpoint.js';
import type { Session } from '../../stack/session.js';
import { metadata, quorumLeader } from '../../kafka/wire/single-request.js';
import { drillKafka } from '../kafka-drill.js';
import { requireInstances } from './require-instances.js';
import type { DrillResult } from '../result.js';
import type { DrillOptions, Role } from '../types.js';

const enough = { atLeast: 2, wanted: 3 };

/** A broker that is not the controller, unless it is named. */
export async function drillBroker(session: Session, options: DrillOptions): Promise<DrillResult> {
  const brokers = await requireInstances(session, 'kafka', enough);
  const victim =
    options.target === undefined
      ? await otherThanController(session, brokers)
      : namedInstance(brokers, options.target);
  return drillKafka(session, { drill: 'broker', victims: [victim] }, options);
}

/** The broker that is the active controller. */
export async function drillController(session: Session, options: DrillOptions): Promise<DrillResult> {
  const brokers = await requireInstances(session, 'kafka', { ...enough, atLeast: 3 });
  const name = await currentController(session, brokers);
  const victim = namedInstance(brokers, name);
  // A suspended one would hold up each look.
  const role = controller(
    session,
    brokers.filter((broker) => broker !== victim),
  );
  return drillKafka(session, { drill: 'controller', victims: [victim], role }, options);
}

async function currentController(session: Session, brokers: ServiceDefinition[]): Promise<string> {
  return controller(session, brokers).holder(AbortSignal.any([session.signal, AbortSignal.timeout(10_000)]));
}

async function otherThanController(
  session: Session,
  brokers: ServiceDefinition[],
): Promise<ServiceDefinition> {
  const name = await currentController(session, brokers);
  const other = brokers.find((broker) => broker.name !== name);
  if (!other) throw new Error('there is no other broker');
  return other;
}

/** Who the active controller is, as the brokers see it. */
function controller(session: Session, brokers: ServiceDefinition[]): Role {
  const stack = runningStack(session, 'kafka');
  const addresses = brokers.map(({ name }) => ({ host: '127.0.0.1', port: stack.portsOf(name)('client') }));
  let turn = 0;
  return {
    name: 'the controller',
    async holder(signal) {
      const address = addresses[turn++ % addresses.length] ?? { host: '', port: 0 };
      const id =
        session.kafkaMode === 'kraft'
          ? await quorumLeader(address, signal)
          : await inMetadata(address, signal);
      if (id < 1) throw new Error('there is no controller');
      return instanceName('kafka', id);
    },
  };
}

async function inMetadata(address: Address, signal: AbortSignal): Promise<number> {
  return (await metadata(address, [], signal)).controllerId;
}

/** An instance by its name, or by its number as in `kafka-1`. @throws StreamkitError USAGE */
export function namedInstance(instances: ServiceDefinition[], name: string): ServiceDefinition {
  const found = instances.find((one) => {
    const { of, number } = instanceOf(one);
    return one.name === name || `${of}-${number}` === name;
  });
  if (found) return found;
  const names = instances.map((one) => one.name);
  throw new StreamkitError('USAGE', `--target ${name} is not an instance of this stack.`, {
    suggestions: didYouMean(name, names, 'Instances'),
  });
}
