import { didYouMean } from '../shared/closest.js';
import { notThe } from '../shared/answer.js';
import { messageOf, StreamkitError, systemCode } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import type { Address } from '../services/types.js';
import type { Session } from '../stack/session.js';
import { instancesOf } from '../services/instances.js';
import { runningStack } from '../stack/endpoint.js';
import { requireResponsive, whileResponsive } from '../stack/while-responsive.js';
import { call, StormFault } from './call.js';
import { clusterInfo, type Cluster, type TopologySummary } from './cluster.js';
import type { Arguments, Struct } from './thrift.js';

/** Nimbus responds in milliseconds; on a busy machine with many topologies in seconds. */
const responseMs = 30_000;

/** Nimbus of a stack. Its exceptions, and that it does not respond, are StreamkitErrors. */
export interface Nimbus {
  cluster: () => Promise<Cluster>;
  call: (method: string, args: Arguments) => Promise<Struct>;
}

/** @throws StreamkitError SERVICE_UNREACHABLE when Storm does not run in the stack, or does not respond */
export function nimbusOf(session: Session): Nimbus {
  const port = runningStack(session, 'nimbus').portsOf('nimbus')('thrift');
  const address = { host: '127.0.0.1', port };
  const withErrors = async <Result>(work: (signal: AbortSignal) => Promise<Result>) => {
    const late = AbortSignal.timeout(responseMs);
    try {
      return await whileResponsive(session, ['nimbus'], async ({ signal }) =>
        work(AbortSignal.any([signal, late])),
      );
    } catch (error) {
      session.signal.throwIfAborted();
      throw late.aborted ? silent(address, error) : failureOf(error, address);
    }
  };
  return {
    cluster: async () => withErrors(async (signal) => clusterInfo(address, signal)),
    call: async (method, args) => withErrors(async (signal) => call(address, method, args, signal)),
  };
}

/**
 * Runs work that waits for Nimbus and workers until it ends, the user interrupts it, or the daemons turn out to be suspended.
 * @throws StreamkitError SERVICE_UNREACHABLE for a suspended daemon
 */
export async function whileStormResponds<Result>(
  session: Session,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const [first, ...others] = instancesOf(session.services, 'supervisor');
  // Of several supervisors, another one can do the work.
  const needed = first && others.length === 0 ? ['nimbus', first.name] : ['nimbus'];
  await requireResponsive(session, needed);
  return whileResponsive(session, needed, work);
}

/** @throws StreamkitError NOT_FOUND that lists the topologies */
export async function findTopology(nimbus: Nimbus, name: string): Promise<TopologySummary> {
  const { topologies } = await nimbus.cluster();
  const found = topologies.find((topology) => topology.name === name);
  if (found) return found;
  const names = topologies.map((topology) => topology.name);
  throw new StreamkitError('NOT_FOUND', `Topology "${name}" does not exist.`, {
    suggestions:
      names.length > 0
        ? didYouMean(name, names, 'Topologies')
        : [suggest('Submit one', 'topology', 'submit', 'JAR')],
  });
}

function silent({ host, port }: Address, cause: unknown): StreamkitError {
  return new StreamkitError(
    'SERVICE_UNREACHABLE',
    `Nimbus at ${host}:${port} accepts connections but does not respond.`,
    {
      service: 'nimbus',
      suggestions: [
        suggest('See whether it is suspended or busy', 'status'),
        suggest('Restart it', 'restart', 'nimbus'),
      ],
      cause,
    },
  );
}

function failureOf(error: unknown, { host, port }: Address): unknown {
  if (error instanceof StormFault)
    return new StreamkitError('SERVICE_UNREACHABLE', `Nimbus refused the call: ${error.message}`, {
      service: 'nimbus',
      suggestions: [suggest('See its log', 'logs', 'nimbus', '--tail', '20')],
      cause: error,
    });
  if (error instanceof StreamkitError) return error;
  // Only the protocol is spoken there: whatever else fails is an answer that is not one of it.
  if (systemCode(error) === undefined)
    return notThe({ product: 'Nimbus', service: 'nimbus', url: `${host}:${port}` }, error, messageOf(error));
  return new StreamkitError('SERVICE_UNREACHABLE', `Nimbus does not respond at ${host}:${port}.`, {
    service: 'nimbus',
    suggestions: [suggest('Start it', 'up', 'storm'), suggest('See what runs', 'status')],
    cause: error,
  });
}
