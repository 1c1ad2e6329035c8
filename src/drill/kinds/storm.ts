import { findService } from '../../services/catalogue.js';
import type { ServiceDefinition } from '../../services/types.js';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import type { Session } from '../../stack/session.js';
import { workersOf, workerText } from '../../storm/workers.js';
import { namedInstance } from './brokers.js';
import type { Target } from '../fault.js';
import { jobOutput } from './job-output.js';
import { drillKafka } from '../kafka-drill.js';
import { payments } from '../formats.js';
import { requireInstances } from './require-instances.js';
import type { DrillResult } from '../result.js';
import type { DrillOptions, Role } from '../types.js';

/** Nimbus gives the tasks of a lost supervisor to another one after 30 to 45 s (`nimbus.task.timeout.secs`). */
const supervisorMs = 60_000;

/** The worker of a topology, a supervisor with its workers as a machine that is lost, or Nimbus. */
export async function drillStorm(session: Session, options: DrillOptions): Promise<DrillResult> {
  const { target = 'worker', fault } = options;
  const isNode = target !== 'worker' && target !== 'nimbus';
  if (target === 'worker' && fault !== 'kill')
    throw new StreamkitError('USAGE', `--fault ${fault}: a worker can only be killed.`, {
      suggestions: [
        suggest('Take a supervisor instead', 'drill', 'storm', '--target', 'supervisor', '--fault', fault),
      ],
    });
  await requireInstances(session, 'kafka', { atLeast: 1, wanted: 1 });
  await requireInstances(session, 'nimbus', { atLeast: 1, wanted: 1 });
  const supervisors = await requireInstances(session, 'supervisor', { atLeast: isNode ? 2 : 1, wanted: 2 });
  const named = isNode && target !== 'supervisor' ? namedInstance(supervisors, target) : undefined;
  const output =
    options.topic === undefined
      ? jobOutput(session, {
          processor: 'storm',
          name: 'topology',
          template: 'storm-windows',
          guarantee: 'at-least-once',
          unordered: true,
          words: (name) => ['--topology-name', name, '--parallelism', '1'],
        })
      : undefined;
  const topology = () => output?.job().id;
  const role: Role | undefined =
    target === 'nimbus'
      ? undefined
      : {
          name: 'supervisor of the workers',
          promise: 'the tasks run again',
          holder: async () => (await workersOf(session, topology()).supervisors()).join(' and '),
        };
  return drillKafka(
    session,
    {
      drill: 'storm',
      victims: [],
      role,
      output,
      ...(output && { format: payments }),
      aim: async () =>
        target === 'nimbus'
          ? { victims: [findService(session.services, 'nimbus')] }
          : aimAt(session, supervisors, named, isNode, topology()),
    },
    {
      ...options,
      acks: options.acks.slice(0, 1),
      faultMs: options.faultMs ?? (isNode ? supervisorMs : undefined),
    },
  );
}

async function aimAt(
  session: Session,
  supervisors: ServiceDefinition[],
  named: ServiceDefinition | undefined,
  isNode: boolean,
  topology: string | undefined,
): Promise<Target> {
  const working = await workersOf(session, topology).supervisors();
  const victims = supervisors.filter(({ name }) => working.includes(name));
  const [first] = victims;
  if (!first && !named)
    throw new StreamkitError('NOT_FOUND', 'No worker of a topology runs.', {
      service: 'supervisor',
      suggestions: [suggest('See the topologies', 'topology', 'list')],
    });
  if (!isNode) return { victims, children: { text: workerText(topology), alone: 'worker' } };
  return { victims: [named ?? first].flatMap((one) => one ?? []), children: { text: workerText() } };
}
