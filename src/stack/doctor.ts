import { suggest } from '../shared/suggestion.js';
import { statfs } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import type { Finding, Observation } from '../engines/engine.js';
import { machineMemory, type MachineMemory } from '../engines/memory-limit.js';
import { holderOf, isFree } from '../engines/ports.js';
import { StreamkitError, systemCode } from '../shared/errors.js';
import { servicesOf, stackOf, type Session } from './session.js';
import type { ServiceDefinition } from '../services/types.js';
import { describeHolder } from './decide-ports.js';
import { expectedMemory } from './expected-memory.js';
import { lastLogLines } from './last-log-lines.js';
import { knownDeath } from './start/start-failure.js';
import { status } from './status.js';

const gigabyte = 1024 ** 3;
/** What the data of a whole stack need with some room to spare. */
const enough = { diskBytes: 2 * gigabyte };

/**
 * Looks at the machine and at the stack; changes nothing.
 * @param deep also connects to each running service, by the addresses for this machine and by those for containers
 */
export async function doctor(session: Session, deep = false): Promise<Finding[]> {
  const observed = await observe(session);
  return [
    { subject: 'node', status: 'ok', message: process.versions.node },
    ...(await engines(session)),
    memory(notRunning(session, observed), await machineMemory()),
    await disk(session.home.root),
    ...(await ports(session, observed)),
    ...(await ended(session, observed)),
    ...(deep ? await addresses(session) : suspended(observed)),
  ];
}

async function observe(session: Session): Promise<Observation[]> {
  const { record, engine } = session;
  if (!record) return [];
  return engine.observe(stackOf(session, record), servicesOf(session)).catch(noneWithoutDaemon);
}

/** As long as one engine can run the stack, what another one lacks does not matter. */
async function engines(session: Session): Promise<Finding[]> {
  const possible = await session.possibleEngines();
  const stack = stackOf(session, session.record);
  const findings = await Promise.all(
    possible.map(async (engine) => engine.diagnose(stack, servicesOf(session))),
  );
  const unfit = (list: Finding[]) => list.some(({ status }) => status === 'problem');
  if (findings.every(unfit)) return findings.flat();
  return findings.flat().map((finding) => ({
    ...finding,
    status: finding.status === 'problem' ? 'warning' : finding.status,
  }));
}

/** One finding a service that ended by itself, with the cause where it is known. */
async function ended(session: Session, observed: Observation[]): Promise<Finding[]> {
  const stack = stackOf(session, session.record);
  const dead = servicesOf(session).flatMap((service) => {
    const seen = observed.find((one) => one.service === service.name && one.state === 'dead');
    return seen && !seen.restarting ? [{ service, why: seen.why }] : [];
  });
  return Promise.all(
    dead.map(async ({ service, why }): Promise<Finding> => {
      const death = knownDeath(service, await lastLogLines(session, stack, service, 100));
      const reason = death?.why ?? why;
      return {
        subject: service.name,
        status: 'problem',
        message: `it ended by itself${reason === undefined ? '' : `: ${reason}`}`,
        fixes: death?.fixes ?? [
          suggest('Start it again', 'up', service.name),
          suggest('See its log', 'logs', service.name),
        ],
      };
    }),
  );
}

/** One finding a service that answers nobody until it is resumed; addresses tell the same. */
function suspended(observed: Observation[]): Finding[] {
  return observed.flatMap(({ service, suspended: is }) =>
    is === true
      ? [
          {
            subject: service,
            // It may be so on purpose: `pause` does it.
            status: 'warning',
            message: 'it is suspended, and responds to nobody',
            fixes: [suggest('Resume it', 'unpause', service), suggest('Restart it', 'restart', service)],
          },
        ]
      : [],
  );
}

/** One finding an address of each service that runs. */
async function addresses(session: Session): Promise<Finding[]> {
  const { engine, record, signal } = session;
  const services = servicesOf(session);
  const { services: states } = await status(session, { memory: false });
  const running = services.filter(({ name }) =>
    states.some((one) => one.name === name && ['up', 'starting', 'paused'].includes(one.state)),
  );
  const here = states
    .filter(({ name }) => running.some((service) => service.name === name))
    .map(({ name, endpoints, reason }): Finding => {
      const address = Object.values(endpoints)[0] ?? '';
      return reason === undefined
        ? { subject: `${name} from here`, status: 'ok', message: `${address} answers` }
        : {
            subject: `${name} from here`,
            status: 'problem',
            message: `${address} does not answer: ${reason}`,
            fixes: [suggest('Show its log', 'logs', name, '--tail', '20')],
          };
    });
  return [...here, ...((await engine.proveInside?.(stackOf(session, record), running, signal)) ?? [])];
}

/** @param missing services that are still to be started */
function memory(missing: ServiceDefinition[], { free, total, limited }: MachineMemory): Finding {
  const expected = expectedMemory(missing);
  const whole = `${gigabytes(total)}${limited ? ' (the memory limit of this container)' : ''}`;
  const machine = `${gigabytes(free)} free of ${whole}, ${availableParallelism()} processors`;
  const message = `${machine}; the services that do not run yet use about ${gigabytes(expected)}`;
  return free >= expected
    ? { subject: 'memory', status: 'ok', message }
    : {
        subject: 'memory',
        status: 'warning',
        message,
        fixes: [
          suggest('Start only the services you need, for example', 'up', 'kafka'),
          ...(limited ? ['Raise the memory limit of the container.'] : []),
        ],
      };
}

function notRunning(session: Session, observed: Observation[]): ServiceDefinition[] {
  return servicesOf(session).filter(
    ({ name }) => !observed.some(({ service, state }) => service === name && state === 'running'),
  );
}

async function disk(path: string): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(path);
    const message = `${gigabytes(bavail * bsize)} free at ${path}`;
    if (bavail * bsize >= enough.diskBytes) return { subject: 'disk', status: 'ok', message };
    return {
      subject: 'disk',
      status: 'warning',
      message,
      fixes: [
        suggest('List your stacks', 'list'),
        suggest('Delete the data of one', 'down', '--data', '--stack', 'NAME'),
      ],
    };
  } catch (error) {
    if (systemCode(error) === 'ENOENT' && dirname(path) !== path) return disk(dirname(path));
    throw error;
  }
}

/** One finding a port that something else holds; one for all when none is. */
async function ports(session: Session, observed: Observation[]): Promise<Finding[]> {
  const { record, config } = session;
  const services = servicesOf(session);
  const stack = stackOf(session, record);
  const running = new Set(observed.filter(({ state }) => state === 'running').map(({ service }) => service));
  // With `ports: auto` those that the stack does not have yet are chosen among the free ones.
  const auto = config.ports === 'auto' || record?.autoPorts === true;
  const chosenLater = (name: string) => auto && record?.ports[name] === undefined;
  const findings: Finding[] = [];
  for (const { name, ports } of services) {
    if (running.has(name) || chosenLater(name)) continue;
    for (const { name: portName } of ports) {
      const port = stack.portsOf(name)(portName);
      if (await isFree(port)) continue;
      findings.push({
        subject: 'ports',
        status: 'problem',
        message: `${port} for ${name} is taken by ${describeHolder(await holderOf(port))}`,
        fixes: [suggest('Choose free ports', 'up', '--ports', 'auto')],
      });
    }
  }
  return findings.length > 0
    ? findings
    : [{ subject: 'ports', status: 'ok', message: 'free, or used by this stack' }];
}

/** The engine's own finding tells of a daemon that does not answer. */
function noneWithoutDaemon(error: unknown): [] {
  if (error instanceof StreamkitError && error.code === 'DOCKER_UNAVAILABLE') return [];
  throw error;
}

function gigabytes(bytes: number): string {
  return `${(bytes / gigabyte).toFixed(1)} GB`;
}
