import { runningStack } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import { addFault } from '../stack/network.js';
import { up } from '../stack/up.js';
import { instanceOf } from '../services/instances.js';
import type { ServiceDefinition } from '../services/types.js';
import type { FaultKind } from './result.js';

/** Whom a fault is done to. */
export interface Target {
  /** Instances. */
  victims: ServiceDefinition[];
  /** Processes that the victims have started, which are killed with them. */
  children?: {
    /** On their command lines. */
    text: string;
    /** What they are, where they alone are killed and the victims go on. */
    alone?: string;
  };
}

export interface Fault extends Target {
  kind: FaultKind;
}

/** What gets the fault, for people. */
export function namesOf({ victims, children }: Target): string[] {
  const prefix = children?.alone === undefined ? '' : `${children.alone} of `;
  return victims.map(({ name }) => prefix + name);
}

const startMs = 300_000;

/** Does the fault to all victims at once. */
export async function inject(session: Session, { kind, victims, children }: Fault): Promise<void> {
  const { engine } = session;
  if (kind === 'cut') {
    for (const one of victims) await addFault(session, [nameOfOne(one), undefined], undefined);
    return;
  }
  await Promise.all(
    victims.map(async (service) => {
      const stack = runningStack(session, service.name);
      if (kind === 'restart') await engine.stop(stack, service);
      else if (kind === 'disk-full') await engine.refuseWrites?.(stack, service);
      else if (kind === 'pause') await engine.signal(stack, service, 'SIGSTOP');
      else await kill(session, service, children);
    }),
  );
}

async function kill(
  session: Session,
  service: ServiceDefinition,
  children: Fault['children'],
): Promise<void> {
  const { engine } = session;
  const stack = runningStack(session, service.name);
  if (children?.alone === undefined) await engine.signal(stack, service, 'SIGKILL');
  // A container takes its processes with it.
  if (children && (children.alone !== undefined || engine.name === 'local'))
    await engine.killChildren(stack, service, children.text);
}

/** Undoes the fault; returns when the victims are ready again. Also works after an interrupt. */
export async function heal(session: Session, { kind, victims }: Fault): Promise<void> {
  const calm = { ...session, signal: new AbortController().signal, report: () => undefined };
  if (kind === 'pause') {
    for (const service of victims)
      await session.engine.signal(runningStack(session, service.name), service, 'SIGCONT');
  }
  // Its writes fail until it is restarted; one that has noticed has ended.
  if (kind === 'disk-full') {
    for (const service of victims) await session.engine.stop(runningStack(session, service.name), service);
  }
  // Also after a pause: a service that has ended meanwhile is restarted.
  await up(calm, {
    services: victims.map(nameOfOne),
    ports: { auto: false, asked: {} },
    offline: true,
    timeoutMs: startMs,
  });
}

/** The name that stands for one instance alone: that of the first one stands for all. */
function nameOfOne(service: ServiceDefinition): string {
  const { of, number, count } = instanceOf(service);
  return number === 1 && count > 1 ? `${of}-1` : service.name;
}
