import type { Stack } from '../engines/engine.js';
import { StreamkitError } from '../shared/errors.js';
import { discardReplacement } from '../shared/replace-folder.js';
import { concerns, endFaults } from './network.js';
import { servicesOf, stackOf, type Session } from './session.js';
import { withDependants } from '../services/catalogue.js';
import type { ServiceDefinition } from '../services/types.js';
import { withLock } from './record/lock.js';
import { blankRecord } from './record/record.js';

export interface DownOptions {
  services: string[];
  /** Also delete what the stack keeps on disk; only for all of its services. */
  data: boolean;
}

/** The typed result of `down --json`. */
export interface DownResult {
  stack: string;
  stopped: string[];
  dataDeleted: boolean;
}

/** Stops the named services, dependants first; services that do not depend on each other stop side by side. */
export async function down(session: Session, { services: names, data }: DownOptions): Promise<DownResult> {
  const { name } = session;
  // Of a stack without a description an empty folder or an interrupted deletion may be left.
  const record = session.record ?? (data ? blankRecord : undefined);
  if (!record) return { stack: name, stopped: [], dataDeleted: false };
  const services =
    names.length === 0 ? servicesOf({ ...session, record }) : withDependants(session.services, names);
  const stack = stackOf(session, record);
  return withLock(stack.dir, session.signal, async () => {
    const stopped = await stopServices(session, stack, services);
    const gone = services.map(({ name: one }) => one);
    await endFaults(session, stack, (fault) => names.length === 0 || concerns(fault, gone));
    if (data) await deleteData({ ...session, record }, stack);
    return { stack: name, stopped: stopped.toReversed(), dataDeleted: data };
  });
}

/**
 * Stops services, dependants first; only under the stack's lock.
 * @returns the names of those that ran, dependencies first
 */
export async function stopServices(
  { engine, report }: Session,
  stack: Stack,
  services: ServiceDefinition[],
): Promise<string[]> {
  const observed = await engine.observe(stack, services);
  const running = services.filter(({ name }) =>
    observed.some((seen) => seen.service === name && seen.state === 'running'),
  );
  await stopInOrder(services, async (service) => {
    const counts = running.includes(service);
    const since = Date.now();
    if (counts) report({ type: 'stopping', service: service.name });
    await engine.stop(stack, service);
    if (counts) report({ type: 'down', service: service.name, ms: Date.now() - since });
  });
  return running.map(({ name }) => name);
}

/**
 * Stops several stacks, one after the other. One that cannot be stopped does not keep the others running.
 * @throws StreamkitError the first failure, when the others are down; further ones are its evidence
 */
export async function downEach(
  names: string[],
  open: (name: string) => Promise<Session>,
  data: boolean,
): Promise<DownResult[]> {
  const results: DownResult[] = [];
  const failures: StreamkitError[] = [];
  for (const name of names) {
    try {
      results.push(await down(await open(name), { services: [], data }));
    } catch (error) {
      if (!(error instanceof StreamkitError) || error.code === 'INTERRUPTED') throw error;
      failures.push(error);
    }
  }
  const [first, ...others] = failures;
  if (!first) return results;
  throw new StreamkitError(first.code, first.message, {
    suggestions: first.suggestions,
    evidence: [...first.evidence, ...others.map(({ message }) => message)],
    cause: first.cause,
  });
}

/** A stack whose record is lost may have been on any engine: what each knows of it goes. */
async function deleteData({ engine, record, possibleEngines }: Session, stack: Stack): Promise<void> {
  await discardReplacement(stack.dir);
  const others = record === blankRecord ? await possibleEngines() : [];
  for (const other of others.filter(({ name }) => name !== engine.name)) {
    await other.remove(stack).catch((error: unknown) => {
      if (!(error instanceof StreamkitError) || error.code !== 'DOCKER_UNAVAILABLE') throw error;
    });
  }
  await engine.remove(stack);
}

async function stopInOrder(
  services: ServiceDefinition[],
  stop: (service: ServiceDefinition) => Promise<void>,
): Promise<void> {
  const stops = new Map<string, Promise<void>>();
  for (const service of services.toReversed()) {
    const dependants = services.filter(({ needs }) => needs.includes(service.name));
    stops.set(
      service.name,
      Promise.all(dependants.map(async ({ name }) => stops.get(name))).then(async () => stop(service)),
    );
  }
  await Promise.all(stops.values());
}
