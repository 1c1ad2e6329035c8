import type { Observation, Stack } from '../engines/engine.js';
import { hostContext } from '../engines/host-context.js';
import { insideEndpoints } from '../engines/recipe-facts.js';
import { messageOf } from '../shared/errors.js';
import { limited } from '../health/wait.js';
import { isCutFromClients, type NetworkFault } from './network.js';
import { servicesOf, stackOf, type Session } from './session.js';
import type { ServiceDefinition } from '../services/types.js';

/**
 * `up` is ready; `starting` runs and is not ready yet; `paused` is suspended; `cut` cannot be reached by clients; `failed` ended
 * by itself; `down` is not running.
 */
export type ServiceState = 'up' | 'starting' | 'paused' | 'cut' | 'failed' | 'down';

export interface ServiceStatus {
  name: string;
  state: ServiceState;
  /** As clients write them; the first is the one that a client wants. */
  endpoints: Record<string, string>;
  /** As the other containers of the stack's network write them, where they are in one. */
  insideEndpoints?: Record<string, string>;
  version: string;
  pid?: number;
  uptimeSeconds?: number;
  memoryBytes?: number;
  startedInMs?: number;
  /** How often it was restarted because it ended by itself; ISO time and reason of the last one. */
  restarts?: { count: number; at: string; why?: string };
  /** Why it is not up, where that is known. */
  reason?: string;
}

/** The typed result of `up --json` and `status --json`. */
export interface StackStatus {
  stack: string;
  engine: string;
  kafkaMode: string;
  services: ServiceStatus[];
  /** Cut and delayed connections, if there are any. */
  network?: NetworkFault[];
  /** Why nothing is known of the services; in lists of stacks only. */
  problem?: string;
}

const probeLimitMs = 3000;
const cutOff = 'its network is cut; heal ends that';
const suspended = 'it is suspended; unpause resumes it, up restarts it';

/**
 * Looks at every service of the stack and asks the running ones whether they answer.
 * @param memory whether to ask for it as well, which may take a second
 * @param answered whether each has just answered, and need not be asked
 */
export async function status(
  session: Session,
  { services = servicesOf(session), memory: withMemory = true, answered = false } = {},
): Promise<StackStatus> {
  const { record, engine, name, kafkaMode } = session;
  const stack = stackOf(session, record);
  const observed = record ? await engine.observe(stack, services) : [];
  const network = (record && (await engine.relays?.faults(stack))) ?? [];
  const [states, memory] = await Promise.all([
    Promise.all(
      services.map(async (service) => {
        const seen = observed.find((observation) => observation.service === service.name);
        const cut = isCutFromClients(network, service.name);
        return serviceStatus(session, stack, service, seen, { answered, cut });
      }),
    ),
    record && withMemory ? engine.memory(stack, services) : {},
  ]);
  const bytesOf = new Map<string, number>(Object.entries(memory));
  return {
    stack: name,
    engine: engine.name,
    kafkaMode,
    ...(network.length > 0 && { network }),
    services: states.map((state) => {
      const memoryBytes = bytesOf.get(state.name);
      return memoryBytes === undefined ? state : { ...state, memoryBytes };
    }),
  };
}

async function serviceStatus(
  session: Session,
  stack: Stack,
  service: ServiceDefinition,
  seen: Observation | undefined,
  { answered, cut }: { answered: boolean; cut: boolean },
): Promise<ServiceStatus> {
  const inside = insideEndpoints(session.engine.name, service);
  const known = {
    name: service.name,
    endpoints: service.endpoints(stack.portsOf(service.name)),
    ...(inside && { insideEndpoints: inside }),
    version: service.version,
  };
  if (!seen || seen.state === 'absent') return { ...known, state: 'down' };
  const restarts = seen.restarts && { restarts: { ...seen.restarts, at: seen.restarts.at.toISOString() } };
  if (seen.state === 'dead') {
    const why = seen.why ?? 'it ended without being told to';
    const reason = seen.restarting ? `${why}; it is about to be restarted` : why;
    return { ...known, ...restarts, state: 'failed', reason };
  }
  // What is suspended does not respond: it is not asked.
  const silence = seen.suspended
    ? suspended
    : cut
      ? cutOff
      : answered
        ? undefined
        : await whySilent(session, stack, service);
  return {
    ...known,
    ...restarts,
    state: stateOf(silence),
    ...(silence === undefined ? {} : { reason: silence }),
    ...(seen.pid === undefined ? {} : { pid: seen.pid }),
    ...(seen.startedAt && { uptimeSeconds: Math.round((Date.now() - seen.startedAt.getTime()) / 1000) }),
    ...(seen.startedInMs === undefined ? {} : { startedInMs: seen.startedInMs }),
  };
}

function stateOf(silence: string | undefined): ServiceState {
  if (silence === undefined) return 'up';
  return silence === suspended ? 'paused' : silence === cutOff ? 'cut' : 'starting';
}

async function whySilent(
  session: Session,
  stack: Stack,
  service: ServiceDefinition,
): Promise<string | undefined> {
  const probe = service.readiness(hostContext(stack, service));
  try {
    await limited(probe, session.signal, probeLimitMs);
    return undefined;
  } catch (error) {
    session.signal.throwIfAborted();
    return messageOf(error);
  }
}
