import { mkdir } from 'node:fs/promises';
import type { Stack } from '../engines/engine.js';
import { machineMemory } from '../engines/memory-limit.js';
import { stackDir } from '../shared/home.js';
import { stackOf, wishesOf, type Session } from './session.js';
import { findServices, isOfOtherEngine, wantedServices } from '../services/catalogue.js';
import type { ServiceDefinition } from '../services/types.js';
import { decidePorts, refuseTakenPorts, type PortWishes } from './decide-ports.js';
import { expectedMemory } from './expected-memory.js';
import { prepare } from './fetch.js';
import { clearLeftovers } from './record/leftovers.js';
import { withLock } from './record/lock.js';
import { concerns, endFaults } from './network.js';
import { plan, type PlannedStep, type Step } from './plan.js';
import { recordVersion } from './record/record-format.js';
import { newSecret, newStackId, readRecord, writeRecord, type StackRecord } from './record/record.js';
import { leavingInstances, refuseUnusedEnsemble, removeInstances, spreadToNew } from './scale.js';
import { KeptServiceEnded, startServices } from './start/start-services.js';
import { endpointOf } from './endpoint.js';
import { writeClientProperties, writeSecurity } from './security/write-security.js';
import { status, type StackStatus } from './status.js';

export interface UpOptions {
  services: string[];
  ports: PortWishes;
  /** Images in place of the usual ones, by service or product; saved with the stack. */
  images?: Record<string, string>;
  offline: boolean;
  /** For each service, from its start to its answer. */
  timeoutMs: number;
  /** Report what services log until they answer. */
  showLogs?: boolean;
}

/**
 * Starts the named services with their dependencies, and returns when each is ready. What runs already is left alone; what
 * has died, or runs with an older configuration, is restarted. Instances that the stack will not have any more are removed.
 * @throws StreamkitError PORT_TAKEN, SERVICE_DIED, SERVICE_NOT_READY, … ; what had come up by then stays up
 */
export async function up(session: Session, options: UpOptions): Promise<StackStatus> {
  const wanted = wantedIn(session, options.services);
  const dir = stackDir(session.home, session.name);
  return withLock(dir, session.signal, async () => {
    await clearLeftovers(dir);
    const kept = await readRecord(session.home, session.name);
    const record = await decideRecord(session, kept, wanted, options);
    const decided = { ...session, record };
    const stack = stackOf(decided, record);
    await endCuts(decided, stack, wanted);
    const leaving = leavingInstances(session, kept);
    if (kept && leaving.length > 0) await removeInstances(session, kept, leaving);
    let changed: ServiceDefinition[];
    // Each look more finds one less to keep.
    for (let looks = 1; ; looks++) {
      try {
        changed = await bringUp(decided, stack, wanted, options);
        break;
      } catch (error) {
        if (!(error instanceof KeptServiceEnded)) throw error;
        if (looks > wanted.length) throw error.failure;
      }
    }
    await spreadToNew(decided, wanted);
    if (changed.length > 0) await session.engine.settle(stack, changed);
    return status(decided, { services: wanted, memory: false, answered: true });
  });
}

/** Names, else the services of streamkit.yml, else those of the snapshot that the stack comes from, else all. */
function wantedIn({ services, config, record }: Session, named: string[]): ServiceDefinition[] {
  return wantedServices(services, named, config.services ?? record?.services);
}

/** A service that is cut off is never ready; one that is delayed is. */
async function endCuts(session: Session, stack: Stack, wanted: ServiceDefinition[]): Promise<void> {
  const names = wanted.map(({ name }) => name);
  const cuts = await endFaults(
    session,
    stack,
    (fault) => fault.delayMs === undefined && concerns(fault, names),
  );
  for (const { service } of cuts)
    session.report({ type: 'note', service, message: 'is not cut off any more' });
}

/** @returns the services that had to be started */
async function bringUp(
  session: Session & { record: StackRecord },
  stack: Stack,
  wanted: ServiceDefinition[],
  { offline, timeoutMs, showLogs = false }: UpOptions,
): Promise<ServiceDefinition[]> {
  const steps = await planUp(session, stack, wanted);
  const changing = steps.filter(({ action }) => action !== 'keep').map(({ service }) => service);
  await makeWay(session, stack, steps);
  await refuseTakenPorts(session.engine, stack, changing);
  await mkdir(stack.dir, { recursive: true });
  await writeRecord(session.home, session.name, session.record);
  if (stack.security) {
    await writeSecurity(stack.security);
    if (session.record.ports['kafka'])
      await writeClientProperties(stack.security, endpointOf(session, 'kafka'));
  }
  if (changing.length > 0) await prepare(session, changing, offline);
  await startServices(session, stack, steps, { timeoutMs, showLogs });
  return changing;
}

/** The typed result of `up --dry-run --json`. */
export interface PlannedUp {
  stack: string;
  steps: PlannedStep[];
  memory: PlannedMemory;
}

/** In bytes. */
export interface PlannedMemory {
  /** What the services to be started use while they are idle, roughly. */
  expected: number;
  free: number;
}

/** What `up` would do, without doing any of it. */
export async function planOf(
  session: Session,
  options: Pick<UpOptions, 'services' | 'ports' | 'images'>,
): Promise<PlannedUp> {
  const wanted = wantedIn(session, options.services);
  const kept = await readRecord(session.home, session.name);
  const record = await decideRecord(session, kept, wanted, options);
  const steps = await planUp(session, stackOf(session, record), wanted);
  const starting = steps.filter(({ action }) => action === 'start').map(({ service }) => service);
  return {
    stack: session.name,
    steps: steps.map(({ service, ...step }) => ({ service: service.name, ...step })),
    memory: { expected: expectedMemory(starting), free: (await machineMemory()).free },
  };
}

/** The stack's record as it will be. @param kept as read under the lock: another command may have written it meanwhile */
async function decideRecord(
  session: Session,
  kept: StackRecord | undefined,
  wanted: ServiceDefinition[],
  { services, ports: wishes, images: asked }: Pick<UpOptions, 'services' | 'ports' | 'images'>,
): Promise<StackRecord> {
  refuseUnusedEnsemble(session, kept, services);
  const leaving = leavingInstances(session, kept).map(({ name }) => name);
  const stays = Object.entries(kept?.ports ?? {}).filter(([name]) => !leaving.includes(name));
  const keptPorts = Object.fromEntries(stays);
  const ports = await decidePorts(session, wanted, keptPorts, wishes, kept?.autoPorts);
  const autoPorts = kept?.autoPorts ?? (wishes.auto || session.config.ports === 'auto');
  return {
    version: recordVersion,
    id: kept?.id ?? newStackId(),
    secret: kept?.secret ?? newSecret(),
    engine: session.engine.name,
    kafkaMode: session.kafkaMode,
    ...(session.secure && { secure: true }),
    ...(session.relay && { relay: true }),
    ports: { ...keptPorts, ...ports },
    ...(autoPorts && { autoPorts }),
    ...(kept?.services && { services: kept.services }),
    ...(Object.keys(session.instances).length === 0 ? {} : { instances: session.instances }),
    ...wishesOf(session.config, kept),
    images: decideImages(session, kept?.images ?? {}, asked ?? {}),
    exchange: session.config.exchange ?? kept?.exchange ?? session.cwd,
    createdAt: kept?.createdAt ?? new Date().toISOString(),
  };
}

/**
 * The images of the stack's services; one in streamkit.yml of a service that only the other engine has is ignored.
 * @throws StreamkitError USAGE for an image of a service that does not exist
 */
function decideImages(
  { services, config, engine, report }: Session,
  kept: Record<string, string>,
  asked: Record<string, string>,
): Record<string, string> {
  const configured = Object.entries(config.images ?? {}).filter(([name]) => {
    const ignored = isOfOtherEngine(services, name);
    if (ignored)
      report({
        type: 'note',
        message: `images.${name} of streamkit.yml is ignored: it is for the docker engine`,
      });
    return !ignored;
  });
  if (engine.name === 'local')
    for (const name of Object.keys(asked))
      report({ type: 'note', message: `--image ${name} is ignored: the local engine uses no images` });
  const images = { ...kept, ...Object.fromEntries(configured), ...asked };
  for (const name of Object.keys(images)) findServices(services, name);
  return images;
}

async function planUp(session: Session, stack: Stack, wanted: ServiceDefinition[]): Promise<Step[]> {
  return plan(wanted, await session.engine.observe(stack, wanted));
}

/** Ends what is left of services that are about to start: the old configuration, or a start that was cut off. */
async function makeWay(session: Session, stack: Stack, steps: Step[]): Promise<void> {
  for (const { service, action, reason } of steps.toReversed()) {
    if (action === 'keep') continue;
    if (action === 'restart') {
      session.report({ type: 'note', service: service.name, message: `is restarted: ${reason}` });
    }
    await session.engine.stop(stack, service);
  }
}
