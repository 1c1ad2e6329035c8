import { clients, type NetworkFault } from '../engines/network-fault.js';
import type { NetworkControl, Stack } from '../engines/engine.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { chosenServices } from '../services/catalogue.js';
import { requireStack } from './endpoint.js';
import { servicesOf, stackOf, type Session } from './session.js';

export type { NetworkFault };

/** The typed result of `delay --json` and `cut --json`. */
export interface NetworkFaults {
  stack: string;
  /** All faults that the network of the stack has now. */
  network: NetworkFault[];
}

/** The typed result of `heal --json`. */
export interface Healed {
  stack: string;
  /** Faults that were ended. */
  network: NetworkFault[];
  /** Services that were paused. */
  resumed: string[];
}

/**
 * Delays or cuts the connections between services, of which one is a broker or a ZooKeeper server; returns when it is in effect. A later fault
 * replaces an earlier one between the same services.
 * @param name of a service or an instance, or `clients` for programs that are not services of the stack
 * @param other the other end, in the same way; everything for undefined
 * @throws StreamkitError USAGE without relays, NOT_FOUND without the stack
 */
export async function addFault(
  session: Session,
  [name, other]: [string, string | undefined],
  delayMs: number | undefined,
): Promise<NetworkFaults> {
  const stack = stackOf(session, requireStack(session));
  const control = requireRelays(session);
  const pairs = instances(session, name).flatMap((one) =>
    otherEnds(session, one, other).map((two): [string, string | undefined] => [one, two]),
  );
  const useful = pairs.filter(([one, two]) => passesRelay(session, one, two));
  if (useful.length === 0) throw withoutRelay(name, other);
  const added = useful.map(([service, two]): NetworkFault => ({
    service,
    ...(two !== undefined && { other: two }),
    ...(delayMs !== undefined && { delayMs }),
  }));
  const kept = (await control.faults(stack)).filter((one) => !added.some((fault) => samePair(one, fault)));
  await control.change(stack, session.services, [...kept, ...added]);
  return { stack: session.name, network: [...kept, ...added] };
}

/**
 * Ends the network faults of the named services, or all for none, and resumes those that are paused.
 * @throws StreamkitError NOT_FOUND without the stack
 */
export async function heal(session: Session, names: string[]): Promise<Healed> {
  const { engine } = session;
  const stack = stackOf(session, requireStack(session));
  const services = servicesOf(
    session,
    names.filter((name) => name !== clients),
  );
  const concerned = [...services.map(({ name }) => name), ...(names.includes(clients) ? [clients] : [])];
  const observed = await engine.observe(stack, services);
  const paused = services.filter(({ name }) =>
    observed.some((seen) => seen.service === name && seen.suspended === true),
  );
  for (const service of paused) await engine.signal(stack, service, 'SIGCONT');
  const ended = await endFaults(session, stack, (fault) => names.length === 0 || concerns(fault, concerned));
  return { stack: session.name, network: ended, resumed: paused.map(({ name }) => name) };
}

/** @param which to end @returns those */
export async function endFaults(
  { engine, services }: Session,
  stack: Stack,
  which: (fault: NetworkFault) => boolean,
): Promise<NetworkFault[]> {
  const faults = (await engine.relays?.faults(stack)) ?? [];
  const ended = faults.filter(which);
  if (ended.length > 0)
    await engine.relays?.change(
      stack,
      services,
      faults.filter((fault) => !ended.includes(fault)),
    );
  return ended;
}

export function concerns({ service, other }: NetworkFault, names: string[]): boolean {
  return names.includes(service) || (other !== undefined && names.includes(other));
}

/** Whether programs that are not services of the stack cannot reach a service. */
export function isCutFromClients(faults: NetworkFault[], name: string): boolean {
  return faults.some(
    ({ service, other, delayMs }) =>
      delayMs === undefined &&
      ((service === name && (other === undefined || other === clients)) ||
        (other === name && service === clients)),
  );
}

function instances(session: Session, name: string): string[] {
  return name === clients ? [clients] : chosenServices(session.services, [name]).map((one) => one.name);
}

/** A service that has no relay is cut from those that have one, which are all that it can be cut from. */
function otherEnds(session: Session, one: string, other: string | undefined): (string | undefined)[] {
  const relayed = servicesOf(session)
    .filter((service) => service.relayed && session.record?.ports[service.name])
    .map((service) => service.name);
  const others =
    other !== undefined ? instances(session, other) : relayed.includes(one) ? [undefined] : relayed;
  return others.filter((two) => two !== one);
}

function passesRelay({ services }: Session, one: string, two: string | undefined): boolean {
  return services.some(({ name, relayed }) => relayed && (name === one || name === two));
}

function samePair(a: NetworkFault, b: NetworkFault): boolean {
  const ends = ({ service, other = '' }: NetworkFault) => [service, other].toSorted().join(' ');
  return ends(a) === ends(b);
}

/** @throws StreamkitError USAGE where nothing can delay or cut connections */
export function requireRelays({ engine, relay, name }: Session): NetworkControl {
  if (!engine.relays)
    throw new StreamkitError('USAGE', 'Network faults need the local engine.', {
      suggestions: [
        suggest(
          'Create a stack of local processes',
          'up',
          'kafka',
          '--relay',
          '--engine',
          'local',
          '--stack',
          'NAME',
        ),
      ],
    });
  if (relay) return engine.relays;
  throw new StreamkitError(
    'USAGE',
    `The brokers of the stack ${name} are not behind relays: nothing can delay or cut their connections.`,
    {
      suggestions: [suggest('Restart them behind relays; addresses and data stay', 'up', 'kafka', '--relay')],
    },
  );
}

function withoutRelay(name: string, other: string | undefined): StreamkitError {
  const between = other === undefined ? name : `${name} and ${other}`;
  return new StreamkitError(
    'USAGE',
    `Connections of ${between} do not pass a relay: only those to brokers and ZooKeeper do.`,
    { suggestions: [suggest('Name a broker', 'cut', name, 'kafka')] },
  );
}
