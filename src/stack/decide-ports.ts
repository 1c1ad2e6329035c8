import { randomInt } from 'node:crypto';
import type { Engine, Stack } from '../engines/engine.js';
import { isOfOtherEngine } from '../services/catalogue.js';
import { holderOf, isFree, type PortHolder } from '../engines/ports.js';
import { didYouMean } from '../shared/closest.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest, type Suggestion } from '../shared/suggestion.js';
import { stackOf, type Session } from './session.js';
import type { ServiceDefinition } from '../services/types.js';
import { assignPorts, clash, portNames, type PortTable } from './addresses.js';
import { readRecord, stackNames } from './record/record.js';

export interface PortWishes {
  /** Choose free ones where nothing else is said. */
  auto: boolean;
  /** By `service` or `service.port`. */
  asked: Record<string, number>;
}

/** Below the range that systems hand out to outgoing connections, so that one is not lost between choice and use. */
const autoRange = { from: 20_000, to: 32_000 };

/**
 * The ports for these services: flags, then streamkit.yml (without services that only the other engine has), then what
 * the stack had, then `auto` or the defaults. With
 * `auto` a port that the stack had, and that something else has taken since, is given up.
 * @param autoBefore whether the stack was made with `auto`: services that it does not have yet get free ports as well
 * @throws StreamkitError USAGE for an unknown name or a clash within the stack
 */
export async function decidePorts(
  session: Session,
  services: ServiceDefinition[],
  kept: PortTable,
  wishes: PortWishes,
  autoBefore = false,
): Promise<PortTable> {
  const { ports: configured } = session.config;
  const here = Object.entries(typeof configured === 'object' ? configured : {}).filter(
    ([name]) => !isOfOtherEngine(session.services, name.split('.')[0] ?? ''),
  );
  const asked = { ...Object.fromEntries(here), ...wishes.asked };
  refuseUnknown(Object.keys(asked), portNames(session.services));
  const auto = wishes.auto || configured === 'auto';
  // Ports of this stack as well: its other services may be down, and workers listen later.
  const own = [...Object.values(kept).flatMap((ports) => Object.values(ports)), ...Object.values(asked)];
  const free = await freePorts(session, services, auto || autoBefore, own);
  const stay = auto ? await withoutTaken(session, services, kept) : kept;
  const known = { ...stay };
  for (const [name, ports] of Object.entries(free)) known[name] = { ...ports, ...stay[name] };
  const table = assignPorts(services, known, asked);
  const clashing = clash({ ...kept, ...table });
  if (clashing) {
    throw new StreamkitError(
      'USAGE',
      `${clashing.services.join(' and ')} would both use port ${clashing.port}.`,
      {
        suggestions: [`Give one of them another: --port ${clashing.services[1]}=NUMBER, or --ports auto`],
      },
    );
  }
  return table;
}

/** @throws StreamkitError PORT_TAKEN for the first port that something else listens on, naming who */
export async function refuseTakenPorts(
  engine: Engine,
  stack: Stack,
  services: ServiceDefinition[],
): Promise<void> {
  for (const { name, ports } of services) {
    for (const { name: portName } of ports) {
      const port = stack.portsOf(name)(portName);
      if (!(await isFree(port))) throw await portTaken(engine, name, port);
    }
  }
}

async function portTaken(engine: Engine, service: string, port: number): Promise<StreamkitError> {
  const holder = await holderOf(port);
  const other = await engine.portHolder?.(port);
  const words = other ?? describeHolder(holder);
  return new StreamkitError('PORT_TAKEN', `Port ${port} for ${service} is taken by ${words}.`, {
    service,
    suggestions: [
      suggest('Use another port', 'up', '--port', `${service}=NUMBER`),
      suggest('Find free ports', 'up', '--ports', 'auto'),
      ...(other === undefined ? wayOut(holder) : []),
    ],
  });
}

/** In words: `pid 123: java …`, or the stack and service when it is ours. */
export function describeHolder({ pid, command = 'unknown command', service }: PortHolder): string {
  if (pid === undefined) return 'a process of another user';
  if (service) return `${service.name} of the stack ${service.stack} (pid ${pid})`;
  return `pid ${pid}: ${command.length > 160 ? `${command.slice(0, 160)}…` : command}`;
}

function wayOut({ pid, service }: PortHolder): Suggestion[] {
  if (service) return [suggest('Stop that stack', 'down', '--stack', service.stack)];
  return pid === undefined
    ? []
    : [{ why: 'End that process, if it is yours and not needed', command: ['kill', String(pid)] }];
}

/** The ports of services that still have them, or can have them back. */
async function withoutTaken(
  session: Session,
  services: ServiceDefinition[],
  kept: PortTable,
): Promise<PortTable> {
  const observed = await session.engine.observe(stackOf(session, session.record), services);
  const entries = await Promise.all(
    Object.entries(kept).map(async ([service, ports]) => {
      const runs = observed.some((seen) => seen.service === service && seen.state === 'running');
      const isWanted = services.some(({ name }) => name === service);
      if (runs || !isWanted) return [[service, ports]] as const;
      const taken = await Promise.all(Object.values(ports).map(async (port) => isTaken(session.name, port)));
      return taken.some(Boolean) ? [] : [[service, ports] as const];
    }),
  );
  return Object.fromEntries(entries.flat());
}

/** What is left of this very stack goes before its services start. */
async function isTaken(stack: string, port: number): Promise<boolean> {
  return !(await isFree(port)) && (await holderOf(port)).service?.stack !== stack;
}

/** @param all or hidden ones only @param own ports that the stack has or will have */
async function freePorts(
  session: Session,
  services: ServiceDefinition[],
  all: boolean,
  own: number[],
): Promise<PortTable> {
  const used = new Set([...(await portsOfOtherStacks(session)), ...own]);
  const table: PortTable = {};
  for (const { name, ports } of services) {
    const chosen: Record<string, number> = {};
    for (const port of ports) if (all || port.hidden) chosen[port.name] = await freePort(used);
    table[name] = chosen;
  }
  return table;
}

async function freePort(used: Set<number>): Promise<number> {
  for (;;) {
    const port = randomInt(autoRange.from, autoRange.to);
    if (used.has(port)) continue;
    used.add(port);
    if (await isFree(port)) return port;
  }
}

async function portsOfOtherStacks({ home, name }: Session): Promise<Set<number>> {
  const others = (await stackNames(home)).filter((other) => other !== name);
  const records = await Promise.all(
    others.map(async (other) => readRecord(home, other).catch(() => undefined)),
  );
  return new Set(
    records.flatMap((record) => Object.values(record?.ports ?? {}).flatMap(Object.values<number>)),
  );
}

function refuseUnknown(asked: string[], known: string[]): void {
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new StreamkitError('USAGE', `There is no port named "${unknown}".`, {
    suggestions: didYouMean(unknown, known, 'Ports'),
  });
}
