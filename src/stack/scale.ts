import type { Engine, Stack } from '../engines/engine.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { catalogue, withNeeds } from '../services/catalogue.js';
import { instanceOf, instancesOf } from '../services/instances.js';
import type { ServiceDefinition } from '../services/types.js';
import { endpointsOf } from './endpoint.js';
import type { StackRecord } from './record/record.js';
import { stackOf, type Session } from './session.js';

/**
 * Refuses an ensemble that nothing would use: brokers in KRaft mode have no ZooKeeper.
 * @param named services on the command line; those of streamkit.yml count as well
 * @throws StreamkitError USAGE
 */
export function refuseUnusedEnsemble(
  { kafkaMode, instances, services, config }: Session,
  kept: StackRecord | undefined,
  named: string[],
): void {
  const has = kept?.ports['zookeeper'] ?? kept?.instances?.['zookeeper'];
  if (kafkaMode !== 'kraft' || !instances['zookeeper'] || has) return;
  const asked = [...named, ...(config.services ?? [])];
  if (asked.length > 0 && withNeeds(services, asked).some(({ name }) => name === 'zookeeper')) return;
  const { count } = instances['zookeeper'];
  throw new StreamkitError(
    'USAGE',
    `zookeeper cannot be scaled to ${count}: Kafka in KRaft mode runs without ZooKeeper, and no service that needs it is named.`,
    {
      service: 'zookeeper',
      suggestions: [
        suggest(
          'Scale the brokers instead',
          'up',
          'kafka',
          '--kafka-mode',
          'kraft',
          '--scale',
          `kafka=${count}`,
        ),
        suggest(
          'Name a service that needs ZooKeeper',
          'up',
          'storm',
          '--kafka-mode',
          'kraft',
          '--scale',
          `zookeeper=${count}`,
        ),
        suggest(
          'Create a stack whose brokers use ZooKeeper',
          ...['up', 'kafka', '--kafka-mode', 'zookeeper', '--scale', `zookeeper=${count}`],
          ...(kept ? ['--stack', 'NAME'] : []),
        ),
      ],
    },
  );
}

/** The instances that the stack has and the session's services lack, last ones first. */
export function leavingInstances(session: Session, kept: StackRecord | undefined): ServiceDefinition[] {
  const before = servicesBefore(session, kept);
  return before
    .filter(
      ({ name }) => kept?.ports[name] !== undefined && !session.services.some((one) => one.name === name),
    )
    .toReversed();
}

/**
 * Removes instances that the stack will not have any more: what only they hold is moved to the others first, then they are
 * stopped and their data is deleted. Interrupted, it is finished by the next `up` with the same numbers.
 */
export async function removeInstances(
  session: Session,
  kept: StackRecord,
  leaving: ServiceDefinition[],
): Promise<void> {
  const before = { ...session, record: kept, services: servicesBefore(session, kept) };
  const stack = stackOf(before, kept);
  for (const service of new Set(leaving.map((one) => instanceOf(one).of))) {
    await moveOff(before, stack, service, leaving);
  }
  for (const service of leaving) {
    session.report({ type: 'stopping', service: service.name });
    const since = Date.now();
    await session.engine.stop(stack, service);
    await session.engine.discard(stack, service);
    session.report({ type: 'down', service: service.name, ms: Date.now() - since });
  }
}

async function moveOff(
  session: Session,
  stack: Stack,
  service: string,
  leaving: ServiceDefinition[],
): Promise<void> {
  const all = instancesOf(session.services, service);
  const move = all[0]?.scalable?.leaving;
  if (!move) return;
  const staying = all.length - leaving.filter((one) => instanceOf(one).of === service).length;
  await requireRunning(session.engine, stack, service, all.slice(0, staying));
  const done = await move(endpointsOf(session, service).join(','), staying, session.signal);
  if (done !== undefined) session.report({ type: 'note', service, message: done });
}

/** @throws StreamkitError SERVICE_UNREACHABLE when one that stays could not take over anything */
async function requireRunning(
  engine: Engine,
  stack: Stack,
  service: string,
  staying: ServiceDefinition[],
): Promise<void> {
  const observed = await engine.observe(stack, staying);
  const missing = observed.find(({ state, suspended }) => state !== 'running' || suspended === true);
  if (!missing) return;
  throw new StreamkitError(
    'SERVICE_UNREACHABLE',
    `${missing.service} is not running: the data of the instances to be removed cannot be moved to it.`,
    {
      service,
      suggestions: [
        suggest(
          'Start all instances first',
          'up',
          service,
          '--scale',
          `${service}=${stack.instancesOf(service).length}`,
        ),
      ],
    },
  );
}

/**
 * Has instances that came later than the first `up` share what the others hold, once all are ready. It is asked at each `up`,
 * since an earlier one may have been interrupted; where all is shared already, nothing is done.
 */
export async function spreadToNew(session: Session, ready: ServiceDefinition[]): Promise<void> {
  for (const [service, { count, founders }] of Object.entries(session.instances)) {
    const all = instancesOf(session.services, service);
    const first = all[0];
    if (count <= founders || !first?.scalable?.joined || !all.every((one) => ready.includes(one))) continue;
    const done = await first.scalable.joined(endpointsOf(session, service).join(','), count, session.signal);
    if (done !== undefined) session.report({ type: 'note', service, message: done });
  }
}

function servicesBefore(
  { kafkaMode, engine, secure }: Session,
  kept: StackRecord | undefined,
): ServiceDefinition[] {
  return catalogue(kafkaMode, engine.name, kept?.instances ?? {}, { secure, relay: kept?.relay });
}
